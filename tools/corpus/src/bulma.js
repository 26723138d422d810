// Bulma's style sheet with the markup its documentation prescribes.
import 'bulma/css/bulma.min.css';
import { mount } from './vue.js';
import { label, fieldProps } from './plain.js';

mount((h, act) => {
  const btn = (b, i) => h('button', { key: i, class: 'button is-' + (b.type || 'light'), disabled: !!b.disabled, onClick: act }, label(b));
  return {
    menu: (items) => h('aside', { class: 'menu', style: { float: 'left', width: '200px', marginRight: '30px' } }, [h('ul', { class: 'menu-list' }, items.map((t, i) => h('li', { key: i }, [h('a', { href: '#' + i }, t)])))]),
    header: (b) => h('nav', { class: 'navbar is-dark' }, [h('div', { class: 'navbar-brand' }, [h('a', { class: 'navbar-item', href: '#' }, b.brand)]), h('div', { class: 'navbar-menu is-active', style: { display: 'flex' } }, b.links.map((t, i) => h('a', { key: i, class: 'navbar-item', href: '#' + i }, t)))]),
    hero: (t) => h('section', { class: 'hero is-small is-warning' }, [h('div', { class: 'hero-body' }, [h('p', { class: 'title' }, t.title), t.sub ? h('p', { class: 'subtitle' }, t.sub) : null])]),
    title: (t) => h('h1', { class: 'title' }, t),
    heading: (t) => h('h2', { class: 'subtitle' }, t),
    box: (b) => h('div', { class: 'box', style: { overflow: 'hidden' } }, b.body),
    button: btn,
    buttons: (list) => h('div', { class: 'buttons' }, list.map(btn)),
    notice: (t) => h('div', { class: 'notification is-danger' }, [h('button', { class: 'delete', 'aria-label': 'dismiss' }), t]),
    message: (m) => h('article', { class: 'message is-' + (m.type || 'danger') }, [h('div', { class: 'message-header' }, [h('p', {}, m.title)]), h('div', { class: 'message-body' }, m.text)]),
    field: (f) => h('div', { class: 'field', style: { maxWidth: '420px', display: 'block' } }, [f.label ? h('label', { class: 'label' }, f.label) : null, h('div', { class: 'control' }, [h('input', { ...fieldProps(f), class: 'input' })]), f.button ? h('button', { class: 'button', onClick: act }, f.button) : null, f.help ? h('p', { class: 'help' }, f.help) : null]),
    agree: (t) => h('label', { class: 'checkbox' }, [h('input', { type: 'checkbox' }), ' ' + t]),
    dialog: (d) => h('div', { class: 'modal is-active' }, [h('div', { class: 'modal-background' }), h('div', { class: 'modal-card', role: 'dialog' }, [h('header', { class: 'modal-card-head' }, [h('p', { class: 'modal-card-title' }, d.title), h('button', { class: 'delete', 'aria-label': 'close' })]), h('section', { class: 'modal-card-body' }, [...[].concat(d.message || []).map((m, i) => h('p', { key: i }, m)), ...(d.body || [])]), h('footer', { class: 'modal-card-foot' }, d.buttons.map(btn))])]),
    tags: (rows) => h('div', {}, rows.map((r, i) => h('div', { key: i, class: 'level', style: { borderBottom: '1px solid #eee' } }, [h('span', {}, r[0]), h('span', { class: 'tag is-' + (r[2] || 'success') }, r[1])]))),
    table: (t) => h('table', { class: 'table is-fullwidth' }, [h('thead', {}, [h('tr', {}, t.head.map((c, i) => h('th', { key: i }, c)))]), h('tbody', {}, t.rows.map((r, i) => h('tr', { key: i }, r.map((c, j) => h('td', { key: j }, c && c.tap ? [h('button', { class: 'button is-small', onClick: act }, c.tap)] : c)))))]),
  };
});
