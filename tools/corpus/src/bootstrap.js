// Bootstrap's style sheet with the markup its documentation prescribes.
import 'bootstrap/dist/css/bootstrap.min.css';
import { mount } from './vue.js';
import { label, fieldProps } from './plain.js';

mount((h, act) => {
  const btn = (b, i) => h('button', { key: i, type: 'button', class: 'btn me-2 btn-' + (b.type || 'secondary'), style: { background: { danger: '#dc3545', primary: '#0d6efd' }[b.type] || '#6c757d', color: '#fff' }, disabled: !!b.disabled, onClick: act }, label(b));
  return {
    header: (b) => h('nav', { class: 'navbar navbar-expand bg-body-tertiary px-3' }, [h('span', { class: 'navbar-brand' }, b.brand), h('div', { class: 'navbar-nav' }, b.links.map((t, i) => h('a', { key: i, class: 'nav-link', href: '#' + i }, t)))]),
    crumbs: (items) => h('ol', { class: 'breadcrumb' }, items.map((t, i) => h('li', { key: i, class: 'breadcrumb-item' }, [i < items.length - 1 ? h('a', { href: '#' + i }, t) : t]))),
    menu: (items) => h('div', { class: 'list-group float-start me-4', style: { width: '220px' } }, items.map((t, i) => h('a', { key: i, href: '#' + i, class: 'list-group-item list-group-item-action' }, t))),
    card: (c) => h('div', { class: 'card mb-3', style: { overflow: 'hidden' } }, [c.title ? h('div', { class: 'card-header' }, c.title) : null, h('div', { class: 'card-body' }, c.body || [])]),
    button: btn,
    buttons: (list) => h('div', { class: 'my-3' }, list.map(btn)),
    notice: (text) => h('div', { class: 'alert alert-danger', role: 'alert' }, text),
    info: (text) => h('div', { class: 'alert alert-info' }, text),
    success: (t) => h('div', { class: 'alert alert-success', role: 'alert' }, [h('h4', { class: 'alert-heading' }, t.title), h('p', {}, t.text)]),
    field: (f) => h('div', { class: 'mb-3', style: { maxWidth: '420px' } }, [f.label ? h('label', { class: 'form-label' }, f.label) : null, h('div', { class: 'input-group' }, [h('input', { ...fieldProps(f), class: 'form-control' }), f.button ? h('button', { class: 'btn btn-outline-secondary', type: 'button', onClick: act }, f.button) : null]), f.help ? h('div', { class: 'form-text' }, f.help) : null]),
    agree: (text) => h('div', { class: 'form-check' }, [h('input', { class: 'form-check-input', type: 'checkbox', id: 'c1' }), h('label', { class: 'form-check-label', for: 'c1' }, text)]),
    dialog: (d) => h('div', {}, [h('div', { class: 'modal-backdrop show' }), h('div', { class: 'modal show', style: { display: 'block' }, role: 'dialog', 'aria-modal': 'true' }, [h('div', { class: 'modal-dialog' }, [h('div', { class: 'modal-content' }, [
      h('div', { class: 'modal-header' }, [h('h5', { class: 'modal-title' }, d.title), h('button', { type: 'button', class: 'btn-close', 'aria-label': 'Close', onClick: act })]),
      h('div', { class: 'modal-body' }, [...[].concat(d.message || []).map((m, i) => h('p', { key: i }, m)), ...(d.body || [])]),
      h('div', { class: 'modal-footer' }, d.buttons.map(btn)),
    ])])])]),
    toast: (t) => h('div', { class: 'toast show position-fixed bottom-0 end-0 m-3', role: 'alert' }, [h('div', { class: 'toast-header' }, [h('strong', { class: 'me-auto' }, t.title || 'Notice')]), h('div', { class: 'toast-body' }, t.text || t)]),
    listgroup: (items) => h('ul', { class: 'list-group mb-3' }, items.map((c, i) => h('li', { key: i, class: 'list-group-item d-flex justify-content-between' }, [h('span', {}, c[0]), h('span', { class: 'badge ' + (c[2] === 'bad' ? 'text-bg-danger' : 'text-bg-success') }, c[1])]))),
    accordion: (items) => h('div', { class: 'accordion' }, items.map((c, i) => h('div', { key: i, class: 'accordion-item' }, [h('h2', { class: 'accordion-header' }, [h('button', { class: 'accordion-button', type: 'button', onClick: act }, c.title)]), h('div', { class: 'accordion-collapse show' }, [h('div', { class: 'accordion-body' }, c.content)])]))),
    table: (t) => h('table', { class: 'table table-striped' }, [h('thead', {}, [h('tr', {}, t.head.map((c, i) => h('th', { key: i }, c)))]), h('tbody', {}, t.rows.map((r, i) => h('tr', { key: i }, r.map((c, j) => h('td', { key: j }, c && c.tap ? [h('button', { class: 'btn btn-sm btn-link', onClick: act }, c.tap)] : c)))))]),
    range: (t) => h('div', { class: 'mb-3' }, [h('label', { class: 'form-label' }, t), h('input', { type: 'range', class: 'form-range' })]),
  };
});
