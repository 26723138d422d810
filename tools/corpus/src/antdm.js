import * as M from 'antd-mobile';
import { mount } from './react.js';
import { label } from './plain.js';

mount((h, act) => ({
  nav: (title) => h(M.NavBar, { onBack: act }, title),
  group: ({ title, cells }) => h(M.List, { header: title, mode: 'card' }, cells.map((cell, i) => {
    const c = typeof cell === 'string' ? { title: cell } : cell;
    return h(M.List.Item, { key: i, description: c.label, extra: c.value, clickable: true, onClick: act }, c.title);
  })),
  button: (b) => h(M.Button, { block: true, color: b.type || 'primary', disabled: !!b.disabled, onClick: act }, label(b)),
  agree: (text) => h(M.Checkbox, { checked: false }, text),
  radio: (items) => h(M.Radio.Group, {}, items.map((t, i) => h(M.Radio, { key: i, value: t }, t))),
  switch: (text) => h(M.List, {}, h(M.List.Item, { extra: h(M.Switch, { checked: false }) }, text)),
  field: (f) => h(M.List, {}, h(M.List.Item, { prefix: f.label, extra: f.button ? h('a', { onClick: act }, f.button) : undefined }, h(M.Input, { placeholder: f.placeholder, type: f.type || 'text', maxLength: f.maxlength }))),
  pin: (p) => h('div', {}, [h('h3', { key: 1 }, p.title), h(M.PasscodeInput, { key: 2, seperated: true, length: 6 }), h(M.NumberKeyboard, { key: 3, visible: true, getContainer: null })]),
  amountpad: (p) => h('div', {}, [h('p', { key: 1 }, p.label), h(M.NumberKeyboard, { key: 2, visible: true, getContainer: null, customKey: '.', confirmText: p.done })]),
  dialog: (d) => h(M.Dialog, { visible: true, title: d.title, content: h('div', {}, [...(Array.isArray(d.message) ? d.message : [d.message]).map((m, i) => h('p', { key: i }, m)), ...(d.body || [])]), actions: [d.buttons.map((b, i) => ({ key: String(i), text: label(b), bold: b.type === 'primary' }))] }),
  sheet: (s) => h(M.ActionSheet, { visible: true, extra: s.title, actions: s.actions.map((text, i) => ({ text, key: i })), cancelText: s.cancel }),
  popup: (p) => h(M.Popup, { visible: true, position: p.position || 'bottom' }, p.body),
  notice: (text) => h(M.NoticeBar, { content: text, wrap: true }),
  tabs: (items) => h(M.Tabs, {}, items.map((t, i) => h(M.Tabs.Tab, { key: String(i), title: t }))),
  tabbar: (items) => h(M.TabBar, {}, items.map((t, i) => h(M.TabBar.Item, { key: String(i), title: t }))),
  steps: (items) => h(M.Steps, { current: 1 }, items.map((t, i) => h(M.Steps.Step, { key: i, title: t }))),
  result: (r) => h(M.Result, { status: r.status || 'success', title: r.title, description: r.desc }),
  slider: (s) => h('div', { class: 'check-row' }, [h('span', { key: 1 }, s.label), h(M.Slider, { key: 2, defaultValue: 40 })]),
  rate: (text) => h('div', { class: 'check-row' }, [h('span', { key: 1 }, text), h(M.Rate, { key: 2, defaultValue: 3 })]),
  stepper: (text) => h('div', { class: 'check-row' }, [h('span', { key: 1 }, text), h(M.Stepper, { key: 2, defaultValue: 1 })]),
  swipe: (items) => h(M.Swiper, {}, items.map((t, i) => h(M.Swiper.Item, { key: i }, h('img', { width: 390, height: 150, alt: t })))),
  grid: (items) => h(M.Grid, { columns: 4 }, items.map((t, i) => h(M.Grid.Item, { key: i, onClick: act }, t))),
  collapse: (items) => h(M.Collapse, { defaultActiveKey: items.map((_, i) => String(i)) }, items.map((c, i) => h(M.Collapse.Panel, { key: String(i), title: c.title }, c.content))),
  search: (text) => h(M.SearchBar, { placeholder: text }),
  upload: (text) => h(M.List, {}, h(M.List.Item, {}, [h('span', { key: 1 }, text), h(M.ImageUploader, { key: 2, value: [] })])),
}));
