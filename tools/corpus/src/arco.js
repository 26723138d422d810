import * as A from '@arco-design/web-vue';
import '@arco-design/web-vue/dist/arco.css';
import { mount } from './vue.js';
import { label } from './plain.js';

mount((h, act) => ({
  nav: (title) => h(A.PageHeader, { title, onBack: act }),
  group: ({ title, cells }) => h(A.List, {}, { header: () => title, default: () => cells.map((cell, i) => {
    const c = typeof cell === 'string' ? { title: cell } : cell;
    return h(A.ListItem, { key: i, onClick: act }, { default: () => h(A.ListItemMeta, { title: c.title, description: c.label }), actions: () => (c.value ? [h('span', {}, c.value)] : []) });
  }) }),
  menu: (items) => h('aside', { class: 'side' }, [h(A.Menu, { mode: 'vertical' }, () => items.map((t, i) => h(A.MenuItem, { key: String(i) }, () => t)))]),
  button: (b) => h(A.Button, { type: b.type || 'primary', long: true, disabled: !!b.disabled, onClick: act }, () => label(b)),
  buttons: (list) => h(A.Space, {}, () => list.map((b, i) => h(A.Button, { key: i, type: b.type || 'secondary', onClick: act }, () => label(b)))),
  agree: (text) => h(A.Checkbox, { modelValue: false }, () => text),
  radio: (items) => h(A.RadioGroup, {}, () => items.map((t, i) => h(A.Radio, { key: i, value: t }, () => t))),
  switch: (text) => h('div', { class: 'check-row' }, [h('span', {}, text), h(A.Switch, { modelValue: false })]),
  field: (f) => h('div', { class: 'field' }, [f.label ? h('label', {}, f.label) : null, h(f.type === 'password' ? A.InputPassword : A.Input, { placeholder: f.placeholder || '', maxLength: f.maxlength, inputAttrs: { name: f.name, autocomplete: f.autocomplete, inputmode: f.inputmode } }), f.button ? h(A.Button, { onClick: act }, () => f.button) : null, f.picture ? h('img', { class: f.picture, width: 110, height: 40, src: 'data:image/gif;base64,R0lGODlhAQABAIAAAMLCwgAAACH5BAAAAAAALAAAAAABAAEAAAICRAEAOw==' }) : null]),
  otp: () => h(A.VerificationCode, { length: 6 }),
  dialog: (d) => h(A.Modal, { visible: true, title: d.title, renderToBody: true, maskClosable: false }, {
    default: () => [...(Array.isArray(d.message) ? d.message : [d.message]).filter(Boolean).map((m, i) => h('p', { key: i }, m)), ...(d.body || [])],
    footer: () => (d.buttons || []).map((b, i) => h(A.Button, { key: i, type: b.type || 'secondary', onClick: act }, () => label(b))),
  }),
  toast: (text) => h('div', { class: 'arco-message-list arco-message-list-top' }, [h('li', { class: 'arco-message arco-message-error', role: 'alert' }, [h('span', { class: 'arco-message-content' }, text)])]),
  notice: (text) => h(A.Alert, { type: 'warning' }, () => text),
  tabs: (items) => h(A.Tabs, {}, () => items.map((t, i) => h(A.TabPane, { key: String(i), title: t }))),
  steps: (items) => h(A.Steps, { current: 2 }, () => items.map((t, i) => h(A.Step, { key: i }, () => t))),
  result: (r) => h(A.Result, { status: r.status || 'error', title: r.title, subtitle: r.desc }),
  table: (t) => h(A.Table, { pagination: false, columns: t.head.map((c, i) => ({ title: c, dataIndex: 'c' + i, slotName: 's' + i })), data: t.rows.map((r, k) => ({ key: String(k), ...Object.fromEntries(r.map((c, i) => ['c' + i, c])) })) }, Object.fromEntries(t.head.map((_, i) => ['s' + i, ({ record }) => { const c = record['c' + i]; return c && c.tap ? h(A.Button, { type: 'text', onClick: act }, () => c.tap) : c; }]))),
  slider: (s) => h('div', { class: 'check-row' }, [h('span', {}, s.label), h(A.Slider, { defaultValue: 40, style: { width: '200px' } })]),
  rate: (text) => h('div', { class: 'check-row' }, [h('span', {}, text), h(A.Rate, { defaultValue: 3 })]),
  swipe: (items) => h(A.Carousel, { style: { width: '600px', height: '200px' } }, () => items.map((t, i) => h(A.CarouselItem, { key: i }, () => h('img', { width: 600, height: 200, alt: t })))),
  collapse: (items) => h(A.Collapse, { defaultActiveKey: items.map((_, i) => String(i)) }, () => items.map((c, i) => h(A.CollapseItem, { key: String(i), header: c.title }, () => c.content))),
  search: (text) => h(A.InputSearch, { placeholder: text }),
  upload: (text) => h(A.Upload, { action: '#', tip: '' }, { 'upload-button': () => h(A.Button, {}, () => text) }),
  card: (c) => h(A.Card, { title: c.title }, () => c.body),
}));
