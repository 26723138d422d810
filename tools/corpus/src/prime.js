import Aura from '@primevue/themes/aura';
import PrimeVue from 'primevue/config';
import Button from 'primevue/button';
import Card from 'primevue/card';
import Checkbox from 'primevue/checkbox';
import Dialog from 'primevue/dialog';
import InputText from 'primevue/inputtext';
import InputOtp from 'primevue/inputotp';
import Message from 'primevue/message';
import Menu from 'primevue/menu';
import RadioButton from 'primevue/radiobutton';
import Rating from 'primevue/rating';
import Slider from 'primevue/slider';
import ToggleSwitch from 'primevue/toggleswitch';
import { mount } from './vue.js';
import { label } from './plain.js';

mount((h, act) => ({
  menu: (items) => h('aside', { class: 'side' }, [h(Menu, { model: items.map((t) => ({ label: t, command: act })) })]),
  button: (b) => h(Button, { label: label(b), disabled: !!b.disabled, onClick: act }),
  buttons: (list) => h('div', { class: 'buttons' }, list.map((b, i) => h(Button, { key: i, label: label(b), severity: 'secondary', onClick: act }))),
  agree: (text) => h('div', { class: 'agree' }, [h(Checkbox, { inputId: 'a', binary: true, modelValue: false }), h('label', { for: 'a' }, text)]),
  radio: (items) => h('div', {}, items.map((t, i) => h('div', { key: i }, [h(RadioButton, { inputId: 'r' + i, value: t }), h('label', { for: 'r' + i }, t)]))),
  switch: (text) => h('div', { class: 'check-row' }, [h('span', {}, text), h(ToggleSwitch, { modelValue: false })]),
  field: (f) => h('div', { class: 'field' }, [f.label ? h('label', {}, f.label) : null, h(InputText, { placeholder: f.placeholder, type: f.type || 'text', maxlength: f.maxlength, name: f.name }), f.button ? h(Button, { label: f.button, onClick: act }) : null, f.picture ? h('img', { class: f.picture, width: 110, height: 40 }) : null]),
  cells: () => h(InputOtp, { length: 6 }),
  otp: () => h(InputOtp, { length: 6 }),
  dialog: (d) => h(Dialog, { visible: true, modal: true, header: d.title, style: { width: '360px' } }, {
    default: () => [...(Array.isArray(d.message) ? d.message : [d.message]).map((m, i) => h('p', { key: i }, m)), ...(d.body || [])],
    footer: () => d.buttons.map((b, i) => h(Button, { key: i, label: label(b), onClick: act })),
  }),
  notice: (text) => h(Message, { severity: 'warn' }, () => text),
  toast: (text) => h('div', { class: 'p-toast p-toast-top-right', style: { position: 'fixed', top: '20px', right: '20px', zIndex: 1200 } }, [h(Message, { severity: 'error', closable: true }, () => text)]),
  card: (c) => h(Card, {}, { title: () => c.title, content: () => c.body }),
  slider: (s) => h('div', { class: 'check-row' }, [h('span', {}, s.label), h(Slider, { modelValue: 40, style: { width: '200px' } })]),
  rate: (text) => h('div', { class: 'check-row' }, [h('span', {}, text), h(Rating, { modelValue: 3 })]),
}), null, (app) => app.use(PrimeVue, { theme: { preset: Aura } }));
