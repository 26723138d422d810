import * as E from 'element-plus';
import 'element-plus/dist/index.css';
import { mount } from './vue.js';
import { label } from './plain.js';

mount((h, act) => ({
  menu: (items) => h('aside', { class: 'side' }, [h(E.ElMenu, { defaultActive: '0' }, () => items.map((t, i) => h(E.ElMenuItem, { key: i, index: String(i) }, () => t)))]),
  button: (b) => h(E.ElButton, { type: b.type || 'primary', disabled: !!b.disabled, onClick: act }, () => label(b)),
  buttons: (list) => h('div', {}, list.map((b, i) => h(E.ElButton, { key: i, type: b.type || 'default', onClick: act }, () => label(b)))),
  agree: (text) => h(E.ElCheckbox, { modelValue: false, label: text }, () => text),
  radio: (items) => h(E.ElRadioGroup, { modelValue: '' }, () => items.map((t, i) => h(E.ElRadio, { key: i, value: t }, () => t))),
  switch: (text) => h('div', { class: 'check-row' }, [h('span', {}, text), h(E.ElSwitch, { modelValue: false })]),
  field: (f) => h(E.ElFormItem, { label: f.label }, () => h(E.ElInput, { placeholder: f.placeholder, type: f.type || 'text', maxlength: f.maxlength, name: f.name, autocomplete: f.autocomplete || 'off', modelValue: '' }, f.button ? { append: () => h(E.ElButton, { onClick: act }, () => f.button) } : {})),
  dialog: (d) => h(E.ElDialog, { modelValue: true, title: d.title, width: 480, transition: 'none' }, {
    default: () => [...(Array.isArray(d.message) ? d.message : [d.message]).map((m, i) => h('p', { key: i }, m)), ...(d.body || [])],
    footer: () => d.buttons.map((b, i) => h(E.ElButton, { key: i, type: b.type || 'default', onClick: act }, () => label(b))),
  }),
  notice: (text) => h(E.ElAlert, { title: text, type: 'warning', closable: false }),
  tabs: (items) => h(E.ElTabs, { modelValue: '0' }, () => items.map((t, i) => h(E.ElTabPane, { key: i, label: t, name: String(i) }))),
  steps: (items) => h(E.ElSteps, { active: 1 }, () => items.map((t, i) => h(E.ElStep, { key: i, title: t }))),
  result: (r) => h(E.ElResult, { icon: r.status || 'success', title: r.title, subTitle: r.desc }),
  slider: (s) => h('div', { class: 'check-row' }, [h('span', {}, s.label), h(E.ElSlider, { modelValue: 40 })]),
  rate: (text) => h('div', { class: 'check-row' }, [h('span', {}, text), h(E.ElRate, { modelValue: 3 })]),
  stepper: (text) => h('div', { class: 'check-row' }, [h('span', {}, text), h(E.ElInputNumber, { modelValue: 1 })]),
  swipe: (items) => h(E.ElCarousel, { height: '200px', autoplay: false }, () => items.map((t, i) => h(E.ElCarouselItem, { key: i }, () => h('img', { width: 600, height: 200, alt: t })))),
  collapse: (items) => h(E.ElCollapse, { modelValue: items.map((_, i) => i) }, () => items.map((c, i) => h(E.ElCollapseItem, { key: i, name: i, title: c.title }, () => c.content))),
  upload: (text) => h(E.ElUpload, { action: '#' }, () => h(E.ElButton, {}, () => text)),
  card: (c) => h(E.ElCard, { header: c.title }, () => c.body),
  toast: (text) => h('div', { class: 'el-message el-message--error', role: 'alert', style: { top: '20px', zIndex: 3000 } }, [h('p', { class: 'el-message__content' }, text)]),
}));
