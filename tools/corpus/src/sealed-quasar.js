import 'quasar/dist/quasar.css';
import * as Q from 'quasar';
import { mount } from './vue.js';
import { label } from './plain.js';

mount((h, act) => {
  const btn = (b, i) => h(Q.QBtn, { key: i, label: label(b), color: b.type || 'primary', flat: !!b.flat, unelevated: true, noCaps: true, class: 'q-ma-xs', disable: !!b.disabled, onClick: act });
  return {
    nav: (t) => h(Q.QToolbar, { class: 'bg-primary text-white' }, () => [h(Q.QBtn, { flat: true, round: true, ariaLabel: '返回', 'aria-label': '返回', label: '‹', onClick: act }), h(Q.QToolbarTitle, {}, () => t)]),
    group: ({ title, cells }) => h(Q.QList, { bordered: true, separator: true, class: 'bg-white q-ma-sm rounded-borders' }, () => [title ? h(Q.QItemLabel, { header: true }, () => title) : null, ...cells.map((c, i) => h(Q.QItem, { key: i, clickable: true, onClick: act }, () => [h(Q.QItemSection, {}, () => [h(Q.QItemLabel, {}, () => c.title || c), c.label ? h(Q.QItemLabel, { caption: true }, () => c.label) : null]), c.value ? h(Q.QItemSection, { side: true }, () => c.value) : null]))]),
    rows: (rows) => h(Q.QList, { separator: true, class: 'bg-white q-ma-sm' }, () => rows.map((r, i) => h(Q.QItem, { key: i }, () => [h(Q.QItemSection, {}, () => r[0]), h(Q.QItemSection, { side: true }, () => r.slice(1).map((c, j) => (c && c.tap ? h(Q.QBtn, { key: j, flat: true, dense: true, label: c.tap, onClick: act }) : h(Q.QBadge, { key: j, label: c }))))]))),
    button: (b) => h('div', { class: 'q-pa-md' }, [btn(b, 0)]),
    buttons: (list) => h('div', { class: 'q-pa-md' }, list.map(btn)),
    card: (c) => h(Q.QCard, { class: 'q-ma-sm' }, () => [c.title ? h(Q.QCardSection, { class: 'text-h6' }, () => c.title) : null, h(Q.QCardSection, {}, () => c.body || [])]),
    dialog: (d) => h(Q.QDialog, { modelValue: true, persistent: true, transitionDuration: 0 }, () => h(Q.QCard, { style: { width: '330px' } }, () => [d.title ? h(Q.QCardSection, { class: 'text-h6' }, () => d.title) : null, h(Q.QCardSection, {}, () => [...[].concat(d.message || []).map((m, i) => h('div', { key: i }, m)), ...(d.body || [])]), h(Q.QCardActions, { align: 'right' }, () => d.buttons.map((b, i) => btn({ label: label(b), flat: true, type: b.type }, i)))])),
    notice: (t) => h(Q.QBanner, { class: 'bg-orange-2 q-ma-sm' }, () => t),
    toast: (t) => h('div', { class: 'q-notifications__list fixed-bottom column', style: { zIndex: 9500 } }, [h('div', { class: 'q-notification row bg-negative text-white', role: 'alert' }, [h('div', { class: 'q-notification__message' }, t)])]),
    field: (f) => h(Q.QInput, { class: 'q-ma-sm', outlined: true, label: f.label, placeholder: f.placeholder, type: f.type || 'text', maxlength: f.maxlength, autocomplete: f.autocomplete, modelValue: '' }, f.button ? { append: () => h(Q.QBtn, { flat: true, dense: true, label: f.button, onClick: act }) } : {}),
    agree: (t) => h(Q.QCheckbox, { modelValue: false, label: t }),
    radio: (items) => h(Q.QOptionGroup, { modelValue: null, options: items.map((t) => ({ label: t, value: t })) }),
    switch: (t) => h(Q.QToggle, { modelValue: false, label: t }),
    slider: (s) => h('div', { class: 'q-pa-md' }, [h('span', {}, s.label), h(Q.QSlider, { modelValue: 40 })]),
    rate: (t) => h('div', { class: 'q-pa-md' }, [h('span', {}, t), h(Q.QRating, { modelValue: 3 })]),
    tabs: (items) => h(Q.QTabs, { modelValue: 0 }, () => items.map((t, i) => h(Q.QTab, { key: i, name: i, label: t }))),
    timeline: (items) => h(Q.QTimeline, { class: 'q-pa-md' }, () => items.map((c, i) => h(Q.QTimelineEntry, { key: i, title: c[0], subtitle: c[1] }))),
    collapse: (items) => h(Q.QList, { class: 'bg-white' }, () => items.map((c, i) => h(Q.QExpansionItem, { key: i, label: c.title, defaultOpened: true }, () => h('div', { class: 'q-pa-md' }, c.content)))),
  };
}, null, (app) => app.use(Q.Quasar, {}));
