import * as V from 'vant';
import 'vant/lib/index.css';
import { mount } from './vue.js';
import { label } from './plain.js';

mount((h, act) => ({
  nav: (title) => h(V.NavBar, { title, leftArrow: true, onClickLeft: act }),
  group: ({ title, cells }) => h(V.CellGroup, { title, inset: true }, () => cells.map((cell, i) => {
    const c = typeof cell === 'string' ? { title: cell } : cell;
    return h(V.Cell, { key: i, title: c.title, value: c.value, label: c.label, isLink: c.link !== false, onClick: act });
  })),
  button: (b) => h(V.Button, { type: b.type || 'primary', block: true, disabled: !!b.disabled, onClick: act }, () => label(b)),
  agree: (text) => h(V.Checkbox, { modelValue: false, shape: 'square' }, () => text),
  radio: (items) => h(V.RadioGroup, { modelValue: '' }, () => items.map((t, i) => h(V.Radio, { key: i, name: t }, () => t))),
  switch: (text) => h(V.Cell, { title: text, center: true }, { 'right-icon': () => h(V.Switch, { modelValue: false }) }),
  field: (f) => h(V.Field, { label: f.label, placeholder: f.placeholder, type: f.type || 'text', name: f.name, autocomplete: f.autocomplete, maxlength: f.maxlength, modelValue: '' }, {
    ...(f.button ? { button: () => h(V.Button, { size: 'small', type: 'primary', onClick: act }, () => f.button) } : {}),
  }),
  pin: (p) => [
    h('h3', {}, p.title),
    h(V.PasswordInput, { value: '', info: p.info, length: 6, focused: true }),
    h(V.NumberKeyboard, { show: true, safeAreaInsetBottom: false }),
  ],
  amountpad: (p) => [h('p', {}, p.label), h(V.Field, { modelValue: '', placeholder: p.placeholder, readonly: true }), h(V.NumberKeyboard, { show: true, theme: 'custom', extraKey: '.', closeButtonText: p.done })],
  dialog: (d) => h(V.Dialog, {
    show: true, title: d.title, message: Array.isArray(d.message) ? d.message.join('\n') : d.message,
    showCancelButton: d.buttons.length > 1, cancelButtonText: label(d.buttons[0]), confirmButtonText: label(d.buttons[d.buttons.length - 1]), transition: '',
  }, d.body ? { default: () => d.body } : undefined),
  sheet: (s) => h(V.ActionSheet, { show: true, title: s.title, actions: s.actions.map((name) => ({ name })), cancelText: s.cancel, duration: 0 }),
  popup: (p) => h(V.Popup, { show: true, position: p.position || 'bottom', round: true, closeable: true, duration: 0 }, () => p.body),
  toast: (text) => h(V.Toast, { show: true, message: text, duration: 0 }),
  notice: (text) => h(V.NoticeBar, { text, leftIcon: 'volume-o', scrollable: false, wrapable: true }),
  tabs: (items) => h(V.Tabs, { active: 0 }, () => items.map((t, i) => h(V.Tab, { key: i, title: t }))),
  tabbar: (items) => h(V.Tabbar, { modelValue: 0 }, () => items.map((t, i) => h(V.TabbarItem, { key: i, icon: 'home-o' }, () => t))),
  steps: (items) => h(V.Steps, { active: 1 }, () => items.map((t, i) => h(V.Step, { key: i }, () => t))),
  result: (r) => h(V.Empty, { image: 'default', description: r.title }, () => (r.desc ? h('p', {}, r.desc) : null)),
  slider: (s) => h(V.Cell, { title: s.label }, { value: () => h(V.Slider, { modelValue: 40 }) }),
  rate: (text) => h(V.Cell, { title: text }, { value: () => h(V.Rate, { modelValue: 3 }) }),
  stepper: (text) => h(V.Cell, { title: text }, { value: () => h(V.Stepper, { modelValue: 1 }) }),
  swipe: (items) => h(V.Swipe, { height: 150 }, () => items.map((t, i) => h(V.SwipeItem, { key: i }, () => h('img', { width: 390, height: 150, alt: t })))),
  grid: (items) => h(V.Grid, { clickable: true }, () => items.map((t, i) => h(V.GridItem, { key: i, icon: 'photo-o', text: t, onClick: act }))),
  collapse: (items) => h(V.Collapse, { modelValue: items.map((_, i) => i) }, () => items.map((c, i) => h(V.CollapseItem, { key: i, name: i, title: c.title }, () => c.content))),
  search: (text) => h(V.Search, { modelValue: '', placeholder: text }),
  upload: (text) => h(V.Cell, { title: text }, { value: () => h(V.Uploader, {}) }),
  submitbar: (s) => h(V.SubmitBar, { price: s.price, buttonText: s.label, onSubmit: act }),
}));
