// Onsen UI: custom elements dressed as a native phone app.
import 'onsenui/css/onsenui-core.css';
import 'onsenui/css/onsen-css-components.css';
import 'onsenui';
import { mount } from './vue.js';
import { label, fieldProps } from './plain.js';

// Dressed by class: the elements themselves stay undefined, as when a page's script is late.
const DRESS = { 'ons-list': 'list', 'ons-list-header': 'list-header', 'ons-list-item': 'list-item', 'ons-button': 'button', 'ons-card': 'card' };
mount((plain, act, h = (tag, props, children) => plain(tag, DRESS[tag] ? { ...props, class: DRESS[tag], style: { display: tag === 'ons-button' ? 'inline-block' : tag === 'ons-list-item' ? 'flex' : 'block', ...(props.style || {}) } } : props, children)) => ({
  nav: (t) => h('div', { class: 'toolbar', style: { position: 'static' } }, [h('div', { class: 'toolbar__left' }, [h('span', { class: 'toolbar-button', onClick: act, 'aria-label': '返回' }, '‹')]), h('div', { class: 'toolbar__center' }, t)]),
  group: ({ title, cells }) => h('ons-list', {}, [title ? h('ons-list-header', {}, title) : null, ...cells.map((c, i) => h('ons-list-item', { key: i, tappable: true, modifier: 'chevron', onClick: act }, [h('div', { class: 'center list-item__center' }, [h('span', { class: 'list-item__title' }, c.title || c), c.label ? h('span', { class: 'list-item__subtitle' }, c.label) : null]), c.value ? h('div', { class: 'right list-item__right' }, [h('span', { class: 'list-item__label' }, c.value)]) : null]))]),
  rows: (rows) => h('ons-list', {}, rows.map((r, i) => h('ons-list-item', { key: i }, [h('div', { class: 'center list-item__center' }, r[0]), h('div', { class: 'right list-item__right' }, r.slice(1).map((c, j) => (c && c.tap ? h('ons-button', { key: j, modifier: 'quiet', onClick: act }, c.tap) : h('span', { key: j, class: 'notification' }, c))))]))),
  button: (b) => h('div', { style: { padding: '10px 16px' } }, [h('ons-button', { modifier: 'large' + (b.type ? '--' + b.type : ''), disabled: b.disabled || undefined, onClick: act }, label(b))]),
  buttons: (list) => h('div', { style: { padding: '10px 16px' } }, list.map((b, i) => h('ons-button', { key: i, style: { margin: '4px' }, modifier: b.type || 'outline', onClick: act }, label(b)))),
  card: (c) => h('ons-card', {}, [c.title ? h('div', { class: 'title' }, c.title) : null, h('div', { class: 'content' }, c.body || [])]),
  dialog: (d) => h('div', {}, [h('div', { class: 'alert-dialog-mask' }), h('div', { class: 'alert-dialog', role: 'alertdialog' }, [h('div', { class: 'alert-dialog-container' }, [h('div', { class: 'alert-dialog-title' }, d.title), h('div', { class: 'alert-dialog-content' }, d.message), h('div', { class: 'alert-dialog-footer' }, d.buttons.map((b, i) => h('button', { key: i, class: 'alert-dialog-button', onClick: act }, label(b))))])])]),
  toast: (t) => h('div', { class: 'toast', style: { position: 'fixed', top: 'auto', bottom: '20px', left: '10px', right: '10px' } }, [h('div', { class: 'toast__message' }, t)]),
  field: (f) => h('ons-list', {}, [h('ons-list-item', {}, [f.label ? h('div', { class: 'left' }, f.label) : null, h('div', { class: 'center list-item__center' }, [h('input', { ...fieldProps(f), class: 'text-input' })]), f.button ? h('div', { class: 'right list-item__right' }, [h('ons-button', { modifier: 'outline', onClick: act }, f.button)]) : null])]),
  agree: (t) => h('label', { class: 'checkbox', style: { display: 'flex', gap: '8px', padding: '10px 16px' } }, [h('input', { type: 'checkbox', class: 'checkbox__input' }), h('div', { class: 'checkbox__checkmark' }), h('span', {}, t)]),
  switch: (t) => h('ons-list', {}, [h('ons-list-item', {}, [h('div', { class: 'center list-item__center' }, t), h('div', { class: 'right list-item__right' }, [h('ons-switch', {})])])]),
  range: (t) => h('div', { style: { padding: '10px' } }, [h('span', {}, t), h('ons-range', { value: 30 })]),
  tabbar: (items) => h('div', { class: 'tabbar', style: { position: 'fixed', bottom: 0 } }, items.map((t, i) => h('div', { key: i, class: 'tabbar__item', onClick: act }, [h('button', { class: 'tabbar__button' }, [h('div', { class: 'tabbar__label' }, t)])]))),
}));
