import * as A from 'antd';
import { mount } from './react.js';
import { label } from './plain.js';

mount((h, act) => ({
  menu: (items) => h('aside', { class: 'side' }, h(A.Menu, { selectedKeys: ['0'], items: items.map((t, i) => ({ key: String(i), label: t })) })),
  button: (b) => h(A.Button, { type: b.type === 'danger' ? 'primary' : b.type || 'primary', danger: b.type === 'danger', disabled: !!b.disabled, onClick: act }, label(b)),
  buttons: (list) => h(A.Space, {}, list.map((b, i) => h(A.Button, { key: i, type: b.type || 'default', onClick: act }, label(b)))),
  agree: (text) => h(A.Checkbox, { checked: false }, text),
  radio: (items) => h(A.Radio.Group, {}, items.map((t, i) => h(A.Radio, { key: i, value: t }, t))),
  switch: (text) => h('div', { class: 'check-row' }, [h('span', { key: 1 }, text), h(A.Switch, { key: 2, checked: false })]),
  field: (f) => h('div', { class: 'field' }, [
    f.label ? h('label', { key: 1 }, f.label) : null,
    h(f.type === 'password' ? A.Input.Password : A.Input, { key: 2, placeholder: f.placeholder, type: f.type === 'password' ? undefined : f.type || 'text', maxLength: f.maxlength, name: f.name, autoComplete: f.autocomplete }),
    f.button ? h(A.Button, { key: 3, onClick: act }, f.button) : null,
    f.picture ? h('img', { key: 4, class: f.picture, width: 110, height: 40, alt: '' }) : null,
  ]),
  otp: () => h(A.Input.OTP, { length: 6 }),
  dialog: (d) => h(A.Modal, { open: true, title: d.title, transitionName: '', maskTransitionName: '', footer: d.buttons.map((b, i) => h(A.Button, { key: i, type: b.type || 'default', onClick: act }, label(b))) },
    [...(Array.isArray(d.message) ? d.message : [d.message]).map((m, i) => h('p', { key: i }, m)), ...(d.body || [])]),
  notice: (text) => h(A.Alert, { title: text, message: text, type: 'warning' }),
  tabs: (items) => h(A.Tabs, { items: items.map((t, i) => ({ key: String(i), label: t })) }),
  steps: (items) => h(A.Steps, { current: 1, items: items.map((title) => ({ title })) }),
  result: (r) => h(A.Result, { status: r.status || 'success', title: r.title, subTitle: r.desc }),
  slider: (s) => h('div', { class: 'check-row' }, [h('span', { key: 1 }, s.label), h(A.Slider, { key: 2, defaultValue: 40 })]),
  rate: (text) => h('div', { class: 'check-row' }, [h('span', { key: 1 }, text), h(A.Rate, { key: 2, defaultValue: 3 })]),
  stepper: (text) => h('div', { class: 'check-row' }, [h('span', { key: 1 }, text), h(A.InputNumber, { key: 2, defaultValue: 1 })]),
  swipe: (items) => h(A.Carousel, {}, items.map((t, i) => h('div', { key: i }, h('img', { width: 600, height: 200, alt: t })))),
  collapse: (items) => h(A.Collapse, { defaultActiveKey: items.map((_, i) => String(i)), items: items.map((c, i) => ({ key: String(i), label: c.title, children: c.content })) }),
  card: (c) => h(A.Card, { title: c.title }, c.body),
  upload: (text) => h(A.Upload, {}, h(A.Button, {}, text)),
  table: (t) => h(A.Table, { pagination: false, columns: t.head.map((title, i) => ({ title, dataIndex: String(i), render: (c) => (c && c.tap ? h(A.Button, { type: 'link', onClick: act }, c.tap) : c) })), dataSource: t.rows.map((r, i) => ({ key: i, ...Object.fromEntries(r.map((c, j) => [String(j), c])) })) }),
  qrcode: () => h(A.QRCode, { value: 'https://example.com/x' }),
}));
