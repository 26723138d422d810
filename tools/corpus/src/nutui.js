import * as N from '@nutui/nutui';
import '@nutui/nutui/dist/style.css';
import { mount } from './vue.js';
import { label } from './plain.js';

mount((h, act) => ({
  nav: (title) => h(N.Navbar, { title, leftShow: true }),
  group: ({ title, cells }) => h(N.CellGroup, { title }, () => cells.map((cell, i) => {
    const c = typeof cell === 'string' ? { title: cell } : cell;
    return h(N.Cell, { key: i, title: c.title, desc: c.value, subTitle: c.label, isLink: true, onClick: act });
  })),
  button: (b) => h(N.Button, { block: true, type: b.type || 'primary', onClick: act }, () => label(b)),
  agree: (text) => h(N.Checkbox, { modelValue: false }, () => text),
  radio: (items) => h(N.RadioGroup, { modelValue: '' }, () => items.map((t, i) => h(N.Radio, { key: i, label: t }, () => t))),
  notice: (text) => h(N.Noticebar, { text, scrollable: false, wrapable: true }),
  dialog: (d) => h(N.Dialog, { visible: true, title: d.title, content: Array.isArray(d.message) ? d.message.join(' ') : d.message, noCancelBtn: d.buttons.length < 2, cancelText: label(d.buttons[0]), okText: label(d.buttons[d.buttons.length - 1]) }),
  sheet: (s) => h(N.ActionSheet, { visible: true, title: s.title, menuItems: s.actions.map((name) => ({ name })), cancelTxt: s.cancel }),
  tabbar: (items) => h(N.Tabbar, { modelValue: 0, bottom: true }, () => items.map((t, i) => h(N.TabbarItem, { key: i, tabTitle: t }))),
  steps: (items) => h(N.Steps, { current: 2 }, () => items.map((t, i) => h(N.Step, { key: i, title: t }))),
  slider: (s) => h('div', { class: 'check-row' }, [h('span', {}, s.label), h(N.Range, { modelValue: 40 })]),
  rate: (text) => h('div', { class: 'check-row' }, [h('span', {}, text), h(N.Rate, { modelValue: 3 })]),
  swipe: (items) => h(N.Swiper, { height: 150, autoPlay: 0 }, () => items.map((t, i) => h(N.SwiperItem, { key: i }, () => h('img', { width: 390, height: 150, alt: t })))),
}));
