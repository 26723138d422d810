import * as N from 'naive-ui';
import { mount } from './vue.js';
import { label } from './plain.js';

mount((h, act) => ({
  menu: (items) => h('aside', { class: 'side' }, [h(N.NMenu, { value: '0', options: items.map((t, i) => ({ label: t, key: String(i) })) })]),
  button: (b) => h(N.NButton, { type: b.type || 'primary', disabled: !!b.disabled, onClick: act }, () => label(b)),
  buttons: (list) => h(N.NSpace, {}, () => list.map((b, i) => h(N.NButton, { key: i, type: b.type || 'default', onClick: act }, () => label(b)))),
  agree: (text) => h(N.NCheckbox, { checked: false }, () => text),
  radio: (items) => h(N.NRadioGroup, { value: '' }, () => items.map((t, i) => h(N.NRadio, { key: i, value: t }, () => t))),
  switch: (text) => h('div', { class: 'check-row' }, [h('span', {}, text), h(N.NSwitch, { value: false })]),
  field: (f) => h('div', { class: 'field' }, [f.label ? h('label', {}, f.label) : null, h(N.NInput, { placeholder: f.placeholder || '', type: f.type === 'password' ? 'password' : 'text', maxlength: f.maxlength, inputProps: { type: f.type || 'text', name: f.name, autocomplete: f.autocomplete }, value: '' }), f.button ? h(N.NButton, { onClick: act }, () => f.button) : null]),
  otp: () => h(N.NInputOtp, { value: [] }),
  dialog: (d) => h(N.NModal, { show: true, preset: 'dialog', title: d.title }, {
    default: () => [...(Array.isArray(d.message) ? d.message : [d.message]).map((m, i) => h('p', { key: i }, m)), ...(d.body || [])],
    action: () => d.buttons.map((b, i) => h(N.NButton, { key: i, type: b.type || 'default', onClick: act }, () => label(b))),
  }),
  notice: (text) => h(N.NAlert, { type: 'warning' }, () => text),
  tabs: (items) => h(N.NTabs, { type: 'line' }, () => items.map((t, i) => h(N.NTabPane, { key: i, name: t, tab: t }))),
  steps: (items) => h(N.NSteps, { current: 2 }, () => items.map((t, i) => h(N.NStep, { key: i, title: t }))),
  result: (r) => h(N.NResult, { status: r.status || 'success', title: r.title, description: r.desc }),
  slider: (s) => h('div', { class: 'check-row' }, [h('span', {}, s.label), h(N.NSlider, { value: 40 })]),
  rate: (text) => h('div', { class: 'check-row' }, [h('span', {}, text), h(N.NRate, { value: 3 })]),
  stepper: (text) => h('div', { class: 'check-row' }, [h('span', {}, text), h(N.NInputNumber, { value: 1 })]),
  swipe: (items) => h(N.NCarousel, {}, () => items.map((t, i) => h('img', { key: i, width: 600, height: 200, alt: t }))),
  collapse: (items) => h(N.NCollapse, { expandedNames: items.map((_, i) => i) }, () => items.map((c, i) => h(N.NCollapseItem, { key: i, name: i, title: c.title }, () => c.content))),
  card: (c) => h(N.NCard, { title: c.title }, () => c.body),
  upload: (text) => h(N.NUpload, { action: '#' }, () => h(N.NButton, {}, () => text)),
}));
