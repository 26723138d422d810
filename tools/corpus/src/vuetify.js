import 'vuetify/styles';
import { createVuetify } from 'vuetify';
import * as C from 'vuetify/components';
import { mount } from './vue.js';
import { label } from './plain.js';

mount((h, act) => {
  const btn = (b, i) => h(C.VBtn, { key: i, class: 'ma-1', color: b.type || undefined, variant: b.variant || 'elevated', disabled: !!b.disabled, onClick: act }, () => label(b));
  return {
    nav: (t) => h('div', { class: 'v-toolbar v-toolbar--density-default' }, [h(C.VToolbar, { title: t, color: 'primary' })]),
    menu: (items) => h(C.VList, { nav: true, style: { float: 'left', width: '220px', marginRight: '24px' } }, () => items.map((t, i) => h(C.VListItem, { key: i, title: t, link: true, onClick: act }))),
    group: ({ title, cells }) => h(C.VList, { lines: 'two', class: 'ma-3 rounded' }, () => [title ? h(C.VListSubheader, {}, () => title) : null, ...cells.map((c, i) => h(C.VListItem, { key: i, title: c.title || c, subtitle: c.label, link: true, onClick: act }, c.value ? { append: () => h('span', {}, c.value) } : {}))]),
    button: (b) => btn(b, 0),
    buttons: (list) => h('div', { class: 'pa-3' }, list.map(btn)),
    card: (c) => h(C.VCard, { class: 'ma-3', title: c.title, subtitle: c.sub }, () => h('div', { class: 'pa-3' }, c.body || [])),
    notice: (t) => h(C.VAlert, { type: 'warning', variant: 'tonal', class: 'ma-3', text: t }),
    alert: (a) => h(C.VAlert, { type: a.type || 'error', title: a.title, text: a.text, class: 'ma-3' }),
    dialog: (d) => h(C.VDialog, { modelValue: true, maxWidth: 480, transition: false, persistent: true, noClickAnimation: true }, () => h(C.VCard, { title: d.title }, () => [h(C.VCardText, {}, () => [...[].concat(d.message || []).map((m, i) => h('p', { key: i }, m)), ...(d.body || [])]), h(C.VCardActions, {}, () => d.buttons.map(btn))])),
    snack: (t) => h(C.VSnackbar, { modelValue: true, timeout: -1, text: t, transition: false }),
    field: (f) => h('div', { style: { display: 'flex', maxWidth: '460px', gap: '8px', padding: '8px 12px' } }, [h(C.VTextField, { label: f.label, placeholder: f.placeholder, type: f.type || 'text', hint: f.help, persistentHint: !!f.help, maxlength: f.maxlength, autocomplete: f.autocomplete }), f.button ? btn(f.button, 1) : null]),
    otp: (o) => h(C.VOtpInput, { length: o.count || 6, type: o.type || 'number' }),
    agree: (t) => h(C.VCheckbox, { label: t, modelValue: false, hideDetails: true }),
    radio: (items) => h(C.VRadioGroup, {}, () => items.map((t, i) => h(C.VRadio, { key: i, label: t, value: t }))),
    switch: (t) => h(C.VSwitch, { label: t, hideDetails: true }),
    slider: (s) => h('div', { style: { maxWidth: '420px' } }, [h(C.VSlider, { label: s.label, modelValue: 40 })]),
    rate: (t) => h('div', {}, [h('span', {}, t), h(C.VRating, { modelValue: 3 })]),
    collapse: (items) => h(C.VExpansionPanels, { multiple: true, modelValue: items.map((_, i) => i) }, () => items.map((c, i) => h(C.VExpansionPanel, { key: i, value: i, title: c.title, text: c.content }))),
    tabs: (items) => h(C.VTabs, {}, () => items.map((t, i) => h(C.VTab, { key: i }, () => t))),
    chips: (rows) => h(C.VTable, {}, () => h('tbody', {}, rows.map((r, i) => h('tr', { key: i }, [h('td', {}, r[0]), h('td', {}, [h(C.VChip, { color: r[2] || 'success' }, () => r[1])]), r[3] ? h('td', {}, [btn({ label: r[3], variant: 'text' }, 1)]) : null])))),
    steps: (items) => h(C.VStepper, { items, modelValue: 1, hideActions: true }),
    empty: (r) => h(C.VEmptyState, { headline: r.title, text: r.desc }),
  };
}, (root) => h2(root), (app) => app.use(createVuetify()));

import { h as h2raw } from 'vue';
function h2(root) { return h2raw(C.VApp, {}, { default: () => root() }); }
