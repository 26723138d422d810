// MDUI: Material web components by a Chinese maker, everything inside shadow roots.
import 'mdui/mdui.css';
import 'mdui';
import { mount } from './vue.js';
import { label } from './plain.js';

mount((h, act) => {
  const btn = (b, i, more = {}) => h('mdui-button', { key: i, variant: b.type || 'filled', disabled: !!b.disabled, onClick: act, style: { margin: '4px' }, ...more }, label(b));
  return {
    nav: (t) => h('div', { style: { display: 'flex', alignItems: 'center', height: '56px' } }, [h('mdui-button-icon', { 'aria-label': '返回', onClick: act }, [h('span', {}, '‹')]), h('b', { style: { fontSize: '18px' } }, t)]),
    group: ({ title, cells }) => h('mdui-list', {}, [title ? h('mdui-list-subheader', {}, title) : null, ...cells.map((c, i) => h('mdui-list-item', { key: i, headline: c.title || c, description: c.label || '', onClick: act }, c.value ? [h('span', { slot: 'end-icon' }, c.value)] : []))]),
    button: (b) => h('div', { style: { padding: '8px 16px' } }, [btn(b, 0, { 'full-width': true })]),
    buttons: (list) => h('div', { style: { padding: '8px 12px' } }, list.map((b, i) => btn(b, i))),
    card: (c) => h('mdui-card', { variant: 'filled', style: { display: 'block', margin: '12px', padding: '16px' } }, [c.title ? h('h3', { style: { margin: '0 0 8px' } }, c.title) : null, ...(c.body || [])]),
    field: (f) => h('div', { style: { display: 'flex', gap: '8px', alignItems: 'center', padding: '6px 16px' } }, [h('mdui-text-field', { variant: 'outlined', label: f.label || '', placeholder: f.placeholder || '', type: f.type || 'text', maxlength: f.maxlength, autocomplete: f.autocomplete, helper: f.help || '', style: { flex: 1 } }), f.button ? btn({ label: f.button, type: 'text' }, 1) : null]),
    agree: (t) => h('mdui-checkbox', { style: { margin: '0 12px' } }, t),
    switch: (t) => h('div', { class: 'check-row', style: { padding: '0 16px' } }, [h('span', {}, t), h('mdui-switch', {})]),
    slider: (s) => h('div', { style: { padding: '8px 16px' } }, [h('span', {}, s.label), h('mdui-slider', { value: 40 })]),
    radio: (items) => h('mdui-radio-group', {}, items.map((t, i) => h('mdui-radio', { key: i, value: String(i), style: { display: 'flex' } }, t))),
    tabs: (items) => h('mdui-tabs', { value: '0' }, items.map((t, i) => h('mdui-tab', { key: i, value: String(i) }, t))),
    dialog: (d) => h('mdui-dialog', { open: true, headline: d.title || '', description: [].concat(d.message || []).join(' ') }, [...(d.body || []), ...d.buttons.map((b, i) => btn({ label: label(b), type: 'text' }, 'b' + i, { slot: 'action' }))]),
    collapse: (items) => h('mdui-collapse', { value: items.map((_, i) => String(i)) }, items.map((c, i) => h('mdui-collapse-item', { key: i, value: String(i), header: c.title }, [h('div', { style: { padding: '8px 16px' } }, c.content)]))),
    snack: (t) => h('mdui-snackbar', { open: true, 'auto-close-delay': 0 }, t),
  };
});
