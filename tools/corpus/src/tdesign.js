import * as T from 'tdesign-mobile-vue';
import 'tdesign-mobile-vue/es/style/index.css';
import { mount } from './vue.js';
import { label } from './plain.js';

mount((h, act) => ({
  nav: (title) => h(T.Navbar, { title, leftArrow: true, fixed: false }),
  group: ({ title, cells }) => h(T.CellGroup, { title, theme: 'card' }, () => cells.map((cell, i) => {
    const c = typeof cell === 'string' ? { title: cell } : cell;
    return h(T.Cell, { key: i, title: c.title, note: c.value, description: c.label, arrow: true, hover: true, onClick: act });
  })),
  button: (b) => h(T.Button, { block: true, size: 'large', theme: b.type || 'primary', disabled: !!b.disabled, onClick: act }, () => label(b)),
  agree: (text) => h(T.Checkbox, { value: false, label: text, borderless: true }),
  radio: (items) => h(T.RadioGroup, { value: '' }, () => items.map((t, i) => h(T.Radio, { key: i, value: t, label: t }))),
  switch: (text) => h(T.Cell, { title: text }, { note: () => h(T.Switch, { value: false }) }),
  field: (f) => h(T.Input, { label: f.label, placeholder: f.placeholder, type: f.type || 'text', maxlength: f.maxlength, value: '', name: f.name }, f.button ? { suffix: () => h(T.Button, { size: 'extra-small', theme: 'primary', onClick: act }, () => f.button) } : {}),
  dialog: (d) => h(T.Dialog, { visible: true, title: d.title, content: Array.isArray(d.message) ? d.message.join(' ') : d.message, cancelBtn: d.buttons.length > 1 ? label(d.buttons[0]) : null, confirmBtn: label(d.buttons[d.buttons.length - 1]) }),
  sheet: (s) => h(T.ActionSheet, { visible: true, description: s.title, items: s.actions, cancelText: s.cancel, showCancel: !!s.cancel }),
  popup: (p) => h(T.Popup, { visible: true, placement: p.position || 'bottom' }, () => p.body),
  notice: (text) => h(T.NoticeBar, { visible: true, content: text, theme: 'warning' }),
  tabs: (items) => h(T.Tabs, { defaultValue: 0 }, () => items.map((t, i) => h(T.TabPanel, { key: i, value: i, label: t }))),
  tabbar: (items) => h(T.TabBar, { value: 0, fixed: true }, () => items.map((t, i) => h(T.TabBarItem, { key: i, value: i }, () => t))),
  steps: (items) => h(T.Steps, { current: 1 }, () => items.map((t, i) => h(T.StepItem, { key: i, title: t }))),
  result: (r) => h(T.Result, { theme: r.status || 'success', title: r.title, description: r.desc }),
  slider: (s) => h('div', { class: 'check-row' }, [h('span', {}, s.label), h(T.Slider, { value: 40 })]),
  rate: (text) => h(T.Cell, { title: text }, { note: () => h(T.Rate, { value: 3 }) }),
  stepper: (text) => h(T.Cell, { title: text }, { note: () => h(T.Stepper, { value: 1 }) }),
  swipe: (items) => h(T.Swiper, { height: 150, autoplay: false }, () => items.map((t, i) => h(T.SwiperItem, { key: i }, () => h('img', { width: 390, height: 150, alt: t })))),
  collapse: (items) => h(T.Collapse, { value: items.map((_, i) => i) }, () => items.map((c, i) => h(T.CollapsePanel, { key: i, value: i, header: c.title }, () => c.content))),
  search: (text) => h(T.Search, { value: '', placeholder: text }),
  grid: (items) => h(T.Grid, { column: 4 }, () => items.map((t, i) => h(T.GridItem, { key: i, text: t, onClick: act }))),
}));
