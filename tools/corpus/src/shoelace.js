// Shoelace: web components, everything inside shadow roots.
import '@shoelace-style/shoelace/dist/themes/light.css';
import '@shoelace-style/shoelace/dist/components/alert/alert.js';
import '@shoelace-style/shoelace/dist/components/badge/badge.js';
import '@shoelace-style/shoelace/dist/components/button/button.js';
import '@shoelace-style/shoelace/dist/components/card/card.js';
import '@shoelace-style/shoelace/dist/components/checkbox/checkbox.js';
import '@shoelace-style/shoelace/dist/components/details/details.js';
import '@shoelace-style/shoelace/dist/components/dialog/dialog.js';
import '@shoelace-style/shoelace/dist/components/input/input.js';
import '@shoelace-style/shoelace/dist/components/menu/menu.js';
import '@shoelace-style/shoelace/dist/components/menu-item/menu-item.js';
import '@shoelace-style/shoelace/dist/components/qr-code/qr-code.js';
import '@shoelace-style/shoelace/dist/components/range/range.js';
import '@shoelace-style/shoelace/dist/components/rating/rating.js';
import '@shoelace-style/shoelace/dist/components/switch/switch.js';
import { mount } from './vue.js';
import { label } from './plain.js';

mount((h, act) => {
  const btn = (b, i, more = {}) => h('sl-button', { key: i, variant: b.type || 'default', disabled: !!b.disabled, onClick: act, ...more }, label(b));
  return {
    menu: (items) => h('sl-menu', { style: { float: 'left', width: '200px', marginRight: '30px' } }, items.map((t, i) => h('sl-menu-item', { key: i, onClick: act }, t))),
    button: (b) => h('div', { style: { padding: '10px 0' } }, [btn(b, 0)]),
    buttons: (list) => h('div', { style: { padding: '10px 0' } }, list.map((b, i) => btn(b, i))),
    card: (c) => h('sl-card', { style: { width: '640px', margin: '10px 0' } }, [c.title ? h('strong', { slot: 'header' }, c.title) : null, ...(c.body || [])]),
    notice: (t) => h('sl-alert', { variant: 'danger', open: true }, t),
    info: (t) => h('sl-alert', { variant: 'primary', open: true }, t),
    field: (f) => h('div', { style: { display: 'flex', gap: '8px', alignItems: 'end', maxWidth: '460px', padding: '6px 0' } }, [h('sl-input', { label: f.label || '', type: f.type || 'text', placeholder: f.placeholder || '', 'help-text': f.help || '', autocomplete: f.autocomplete, maxlength: f.maxlength, style: { flex: 1 } }), f.button ? btn(f.button, 1) : null]),
    agree: (t) => h('sl-checkbox', {}, t),
    switch: (t) => h('div', { style: { padding: '6px 0' } }, [h('sl-switch', {}, t)]),
    dialog: (d) => h('sl-dialog', { label: d.title, open: true }, [...[].concat(d.message || []).map((m, i) => h('p', { key: i }, m)), ...(d.body || []), ...d.buttons.map((b, i) => btn(b, 'b' + i, { slot: 'footer' }))]),
    collapse: (items) => h('div', {}, items.map((c, i) => h('sl-details', { key: i, summary: c.title, open: true }, c.content))),
    range: (t) => h('div', { style: { width: '320px' } }, [h('sl-range', { label: t, min: 0, max: 100, value: 40 })]),
    rate: (t) => h('div', {}, [h('span', {}, t), h('sl-rating', { label: t, value: 3 })]),
    qrcode: (t) => h('sl-qr-code', { value: t || 'https://example.com', size: 180 }),
    badges: (rows) => h('div', { style: { maxWidth: '640px' } }, rows.map((r, i) => h('p', { key: i, style: { display: 'flex', justifyContent: 'space-between' } }, [h('span', {}, r[0]), h('sl-badge', { variant: r[2] || 'success' }, r[1])]))),
  };
});
