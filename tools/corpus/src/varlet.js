import * as L from '@varlet/ui';
import '@varlet/ui/es/varlet.css';
import { mount } from './vue.js';
import { label } from './plain.js';

mount((h, act) => ({
  nav: (title) => h(L.AppBar, { title }, { left: () => h(L.Button, { round: true, text: true, onClick: act }, () => h(L.Icon, { name: 'chevron-left' })) }),
  group: ({ title, cells }) => h('section', {}, [title ? h('h3', {}, title) : null, ...cells.map((cell, i) => {
    const c = typeof cell === 'string' ? { title: cell } : cell;
    return h(L.Cell, { key: i, title: c.title, description: c.label, border: true, ripple: true, onClick: act }, { extra: () => c.value || h(L.Icon, { name: 'chevron-right' }) });
  })]),
  button: (b) => h(L.Button, { block: true, type: b.type || 'primary', disabled: !!b.disabled, onClick: act }, () => label(b)),
  buttons: (list) => h(L.Space, {}, () => list.map((b, i) => h(L.Button, { key: i, type: b.type || 'default', onClick: act }, () => label(b)))),
  agree: (text) => h(L.Checkbox, { modelValue: false }, () => text),
  radio: (items) => h(L.RadioGroup, { modelValue: '' }, () => items.map((t, i) => h(L.Radio, { key: i, checkedValue: t }, () => t))),
  switch: (text) => h(L.Cell, { title: text }, { extra: () => h(L.Switch, { modelValue: false }) }),
  field: (f) => h('div', { class: 'field' }, [f.label ? h('span', {}, f.label) : null, h(L.Input, { placeholder: f.placeholder || '', type: f.type || 'text', maxlength: f.maxlength, modelValue: '' }, f.button ? { 'append-icon': () => h(L.Button, { size: 'small', onClick: act }, () => f.button) } : {})]),
  dialog: (d) => h(L.Dialog, { show: true, title: d.title, message: Array.isArray(d.message) ? d.message.join(' ') : d.message, cancelButton: d.buttons.length > 1, cancelButtonText: label(d.buttons[0]), confirmButtonText: label(d.buttons[d.buttons.length - 1]) }),
  sheet: (s) => h(L.ActionSheet, { show: true, title: s.title, actions: s.actions.map((name) => ({ name })) }),
  popup: (p) => h(L.Popup, { show: true, position: p.position || 'bottom' }, () => p.body),
  tabs: (items) => h(L.Tabs, { active: 0 }, () => items.map((t, i) => h(L.Tab, { key: i }, () => t))),
  tabbar: (items) => h(L.BottomNavigation, { active: 0 }, () => items.map((t, i) => h(L.BottomNavigationItem, { key: i, label: t, icon: 'home' }))),
  steps: (items) => h(L.Steps, { active: 1 }, () => items.map((t, i) => h(L.Step, { key: i }, () => t))),
  result: (r) => h(L.Result, { type: r.status || 'success', title: r.title, description: r.desc }),
  slider: (s) => h(L.Cell, { title: s.label }, { extra: () => h('div', { style: { width: '150px' } }, [h(L.Slider, { modelValue: 40 })]) }),
  rate: (text) => h(L.Cell, { title: text }, { extra: () => h(L.Rate, { modelValue: 3 }) }),
  stepper: (text) => h(L.Cell, { title: text }, { extra: () => h(L.Counter, { modelValue: 1 }) }),
  swipe: (items) => h(L.Swipe, {}, () => items.map((t, i) => h(L.SwipeItem, { key: i }, () => h('img', { width: 390, height: 150, alt: t })))),
  collapse: (items) => h(L.Collapse, { modelValue: items.map((_, i) => i) }, () => items.map((c, i) => h(L.CollapseItem, { key: i, name: i, title: c.title }, () => c.content))),
  toast: (text) => h('div', { class: 'var-snackbar', style: { position: 'fixed', top: '40%', left: '20%', zIndex: 3000, background: '#333', color: '#fff', padding: '12px' } }, text),
}));
