import * as Q from 'quasar';
import 'quasar/dist/quasar.css';
import { mount } from './vue.js';
import { label } from './plain.js';

mount((h, act) => ({
  nav: (title) => h(Q.QToolbar, { class: 'bg-primary text-white' }, () => [h(Q.QBtn, { flat: true, round: true, 'aria-label': '返回', onClick: act }), h(Q.QToolbarTitle, {}, () => title)]),
  group: ({ title, cells }) => h(Q.QList, { bordered: true, separator: true }, () => [title ? h(Q.QItemLabel, { header: true }, () => title) : null, ...cells.map((cell, i) => {
    const c = typeof cell === 'string' ? { title: cell } : cell;
    return h(Q.QItem, { key: i, clickable: true, onClick: act }, () => [h(Q.QItemSection, {}, () => [h(Q.QItemLabel, {}, () => c.title), c.label ? h(Q.QItemLabel, { caption: true }, () => c.label) : null]), c.value ? h(Q.QItemSection, { side: true }, () => c.value) : null]);
  })]),
  button: (b) => h(Q.QBtn, { label: label(b), color: 'primary', class: 'full-width', disable: !!b.disabled, onClick: act }),
  buttons: (list) => h('div', { class: 'buttons' }, list.map((b, i) => h(Q.QBtn, { key: i, label: label(b), outline: true, onClick: act }))),
  agree: (text) => h(Q.QCheckbox, { modelValue: false, label: text }),
  radio: (items) => h('div', {}, items.map((t, i) => h(Q.QRadio, { key: i, modelValue: '', val: t, label: t }))),
  switch: (text) => h(Q.QToggle, { modelValue: false, label: text }),
  field: (f) => h(Q.QInput, { modelValue: '', label: f.label || f.placeholder, placeholder: f.placeholder, type: f.type || 'text', maxlength: f.maxlength, name: f.name, autocomplete: f.autocomplete, inputmode: f.inputmode, outlined: true, stackLabel: true }, f.button ? { append: () => h(Q.QBtn, { flat: true, label: f.button, onClick: act }) } : {}),
  dialog: (d) => h('div', { class: 'q-dialog fullscreen no-pointer-events q-dialog--modal' }, [h('div', { class: 'q-dialog__backdrop fixed-full' }), h('div', { class: 'q-dialog__inner flex no-pointer-events q-dialog__inner--minimized fixed-full flex-center' }, [h(Q.QCard, { style: { pointerEvents: 'all', width: '330px' } }, () => [d.title ? h(Q.QCardSection, { class: 'text-h6' }, () => d.title) : null, h(Q.QCardSection, {}, () => [...(Array.isArray(d.message) ? d.message : [d.message]).filter(Boolean).map((m, i) => h('p', { key: i }, m)), ...(d.body || [])]), h(Q.QCardActions, { align: 'right' }, () => (d.buttons || []).map((b, i) => h(Q.QBtn, { key: i, flat: true, label: label(b), onClick: act })))])])]),
  toast: (text) => h('div', { class: 'q-notifications__list q-notifications__list--bottom fixed column no-wrap' }, [h('div', { class: 'q-notification row items-stretch bg-dark text-white', role: 'alert' }, [h('div', { class: 'q-notification__message col' }, text)])]),
  notice: (text) => h(Q.QBanner, { class: 'bg-orange' }, () => text),
  tabs: (items) => h(Q.QTabs, { modelValue: '0' }, () => items.map((t, i) => h(Q.QTab, { key: i, name: String(i), label: t }))),
  slider: (s) => h('div', { class: 'check-row' }, [h('span', {}, s.label), h(Q.QSlider, { modelValue: 40, min: 0, max: 100 })]),
  rate: (text) => h('div', { class: 'check-row' }, [h('span', {}, text), h(Q.QRating, { modelValue: 3 })]),
  search: (text) => h(Q.QInput, { modelValue: '', type: 'search', placeholder: text }),
  collapse: (items) => h(Q.QList, {}, () => items.map((c, i) => h(Q.QExpansionItem, { key: i, label: c.title, modelValue: true }, () => h(Q.QCard, {}, () => h(Q.QCardSection, {}, () => c.content))))),
  card: (c) => h(Q.QCard, {}, () => h(Q.QCardSection, {}, () => c.body)),
}), null, (app) => app.use(Q.Quasar, {}));
