// Ionic: web components in iOS dress.
import '@ionic/core/css/ionic.bundle.css';
import { initialize } from '@ionic/core/components';
import { defineCustomElement as app } from '@ionic/core/components/ion-app.js';
import { defineCustomElement as alert } from '@ionic/core/components/ion-alert.js';
import { defineCustomElement as back } from '@ionic/core/components/ion-buttons.js';
import { defineCustomElement as badge } from '@ionic/core/components/ion-badge.js';
import { defineCustomElement as button } from '@ionic/core/components/ion-button.js';
import { defineCustomElement as card } from '@ionic/core/components/ion-card.js';
import { defineCustomElement as cardContent } from '@ionic/core/components/ion-card-content.js';
import { defineCustomElement as cardHeader } from '@ionic/core/components/ion-card-header.js';
import { defineCustomElement as cardTitle } from '@ionic/core/components/ion-card-title.js';
import { defineCustomElement as checkbox } from '@ionic/core/components/ion-checkbox.js';
import { defineCustomElement as header } from '@ionic/core/components/ion-header.js';
import { defineCustomElement as input } from '@ionic/core/components/ion-input.js';
import { defineCustomElement as item } from '@ionic/core/components/ion-item.js';
import { defineCustomElement as labelled } from '@ionic/core/components/ion-label.js';
import { defineCustomElement as list } from '@ionic/core/components/ion-list.js';
import { defineCustomElement as listHeader } from '@ionic/core/components/ion-list-header.js';
import { defineCustomElement as note } from '@ionic/core/components/ion-note.js';
import { defineCustomElement as range } from '@ionic/core/components/ion-range.js';
import { defineCustomElement as sheet } from '@ionic/core/components/ion-action-sheet.js';
import { defineCustomElement as title } from '@ionic/core/components/ion-title.js';
import { defineCustomElement as toast } from '@ionic/core/components/ion-toast.js';
import { defineCustomElement as toggle } from '@ionic/core/components/ion-toggle.js';
import { defineCustomElement as toolbar } from '@ionic/core/components/ion-toolbar.js';
import { mount } from './vue.js';
import { label } from './plain.js';

initialize({ mode: 'ios', animated: false });
[app, alert, back, badge, button, card, cardContent, cardHeader, cardTitle, checkbox, header, input, item, labelled, list, listHeader, note, range, sheet, title, toast, toggle, toolbar].forEach((define) => define());
document.documentElement.classList.add('ios');
document.documentElement.style.overflow = 'auto';
Object.assign(document.body.style, { position: 'static', overflow: 'auto' });

mount((h, act) => {
  const btn = (b, i) => h('ion-button', { key: i, expand: 'block', color: b.type || 'primary', disabled: !!b.disabled, onClick: act }, label(b));
  return {
    nav: (t) => h('ion-header', {}, [h('ion-toolbar', {}, [h('ion-title', {}, t)])]),
    group: ({ title: t, cells }) => h('ion-list', { inset: true }, [t ? h('ion-list-header', {}, [h('ion-label', {}, t)]) : null, ...cells.map((c, i) => h('ion-item', { key: i, button: true, onClick: act }, [h('ion-label', {}, [h('h3', {}, c.title || c), c.label ? h('p', {}, c.label) : null]), c.value ? h('ion-note', { slot: 'end' }, c.value) : null]))]),
    rows: (rows) => h('ion-list', { inset: true }, rows.map((r, i) => h('ion-item', { key: i }, [h('ion-label', {}, r[0]), ...r.slice(1).map((c, j) => (c && c.tap ? h('ion-button', { key: j, slot: 'end', fill: 'clear', onClick: act }, c.tap) : h('ion-badge', { key: j, slot: 'end' }, c)))]))),
    button: (b) => h('div', { style: { padding: '8px 16px' } }, [btn(b, 0)]),
    buttons: (bs) => h('div', { style: { padding: '8px 16px' } }, bs.map(btn)),
    card: (c) => h('ion-card', {}, [c.title ? h('ion-card-header', {}, [h('ion-card-title', {}, c.title)]) : null, h('ion-card-content', {}, c.body || [])]),
    dialog: (d) => h('ion-alert', { isOpen: true, animated: false, header: d.title, message: [].concat(d.message || []).join(' '), buttons: d.buttons.map((b) => label(b)), inputs: d.input ? [{ placeholder: d.input }] : [] }),
    sheet: (s) => h('ion-action-sheet', { isOpen: true, animated: false, header: s.title, buttons: [...s.actions.map((text) => ({ text })), ...(s.cancel ? [{ text: s.cancel, role: 'cancel' }] : [])] }),
    toast: (t) => h('ion-toast', { isOpen: true, animated: false, message: t, position: 'middle' }),
    field: (f) => h('ion-list', { inset: true }, [h('ion-item', {}, [h('ion-input', { label: f.label || '', placeholder: f.placeholder || '', type: f.type || 'text', maxlength: f.maxlength, autocomplete: f.autocomplete }), f.button ? h('ion-button', { slot: 'end', onClick: act }, f.button) : null])]),
    agree: (t) => h('ion-item', {}, [h('ion-checkbox', { labelPlacement: 'end', justify: 'start' }, t)]),
    switch: (t) => h('ion-item', {}, [h('ion-toggle', {}, t)]),
    range: (t) => h('ion-item', {}, [h('ion-range', { label: t, value: 40 })]),
  };
});
