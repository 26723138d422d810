import * as A from 'ant-design-vue';
import 'ant-design-vue/dist/reset.css';
import { mount } from './vue.js';
import { label } from './plain.js';

mount((h, act) => ({
  nav: (title) => h(A.PageHeader, { title, onBack: act }),
  group: ({ title, cells }) => h(A.List, { header: title, dataSource: cells }, { renderItem: ({ item, index }) => {
    const c = typeof item === 'string' ? { title: item } : item;
    return h(A.ListItem, { key: index, onClick: act, style: { cursor: 'pointer' } }, { default: () => h(A.ListItemMeta, { title: c.title, description: c.label }), extra: () => c.value });
  } }),
  menu: (items) => h('aside', { class: 'side' }, [h(A.Menu, { mode: 'inline', items: items.map((t, i) => ({ key: String(i), label: t })) })]),
  button: (b) => h(A.Button, { type: b.type || 'primary', block: true, disabled: !!b.disabled, onClick: act }, () => label(b)),
  buttons: (list) => h(A.Space, {}, () => list.map((b, i) => h(A.Button, { key: i, type: b.type || 'default', onClick: act }, () => label(b)))),
  agree: (text) => h(A.Checkbox, { checked: false }, () => text),
  radio: (items) => h(A.RadioGroup, {}, () => items.map((t, i) => h(A.Radio, { key: i, value: t }, () => t))),
  switch: (text) => h('div', { class: 'check-row' }, [h('span', {}, text), h(A.Switch, { checked: false })]),
  field: (f) => h(A.FormItem, { label: f.label }, () => [h(f.type === 'password' ? A.InputPassword : A.Input, { placeholder: f.placeholder || '', maxlength: f.maxlength, name: f.name, autocomplete: f.autocomplete, inputmode: f.inputmode, style: { width: '240px' } }), f.button ? h(A.Button, { onClick: act }, () => f.button) : null, f.picture ? h('img', { class: f.picture, width: 110, height: 40, src: 'data:image/gif;base64,R0lGODlhAQABAIAAAMLCwgAAACH5BAAAAAAALAAAAAABAAEAAAICRAEAOw==' }) : null]),
  dialog: (d) => h(A.Modal, { open: true, title: d.title, maskClosable: false, transitionName: '' }, {
    default: () => [...(Array.isArray(d.message) ? d.message : [d.message]).filter(Boolean).map((m, i) => h('p', { key: i }, m)), ...(d.body || [])],
    footer: () => (d.buttons || []).map((b, i) => h(A.Button, { key: i, type: b.type || 'default', onClick: act }, () => label(b))),
  }),
  toast: (text) => h('div', { class: 'ant-message', style: { position: 'fixed', top: '8px', left: '40%', zIndex: 1010, background: '#fff', padding: '9px 12px' } }, [h('span', {}, text)]),
  notice: (text) => h(A.Alert, { type: 'warning', message: text, showIcon: true }),
  tabs: (items) => h(A.Tabs, {}, () => items.map((t, i) => h(A.TabPane, { key: String(i), tab: t }))),
  steps: (items) => h(A.Steps, { current: 1, items: items.map((title) => ({ title })) }),
  result: (r) => h(A.Result, { status: r.status || 'error', title: r.title, subTitle: r.desc }),
  table: (t) => h(A.Table, { pagination: false, columns: t.head.map((c, i) => ({ title: c, dataIndex: 'c' + i, key: i })), dataSource: t.rows.map((r, k) => ({ key: String(k), ...Object.fromEntries(r.map((c, i) => ['c' + i, c])) })) }, { bodyCell: ({ text }) => (text && text.tap ? h('a', { onClick: act }, text.tap) : text) }),
  slider: (s) => h('div', { class: 'check-row' }, [h('span', {}, s.label), h(A.Slider, { defaultValue: 40, style: { width: '200px' } })]),
  rate: (text) => h('div', { class: 'check-row' }, [h('span', {}, text), h(A.Rate, { defaultValue: 3 })]),
  collapse: (items) => h(A.Collapse, { activeKey: items.map((_, i) => String(i)) }, () => items.map((c, i) => h(A.CollapsePanel, { key: String(i), header: c.title }, () => c.content))),
  search: (text) => h(A.InputSearch, { placeholder: text }),
  upload: (text) => h(A.Upload, { action: '#' }, () => h(A.Button, {}, () => text)),
  card: (c) => h(A.Card, { title: c.title }, () => c.body),
}));
