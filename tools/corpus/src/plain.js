// Blocks drawn with plain elements; every library falls back to these for what it does not have.
// `h(tag, props, children)` is the library's own way to make an element.

export function plainBlocks(h, act) {
  const div = (cls, children, more = {}) => h('div', { class: cls, ...more }, children);
  const lines = (items, draw) => items.map((item, i) => draw(item, i));
  return {
    nav: (title) => div('nav-bar', [h('i', { class: 'icon-back', onClick: act }), h('h1', { class: 'nav-title' }, title)]),
    title: (text) => h('h1', {}, text),
    heading: (text) => h('h2', {}, text),
    text: (text) => h('p', {}, text),
    small: (text) => h('p', { class: 'small' }, text),
    list: (items) => h('ol', {}, lines(items, (t, i) => h('li', { key: i }, t))),
    group: ({ title, cells }) => div('group', [
      title ? h('h3', {}, title) : null,
      ...lines(cells, (cell, i) => row(h, act, cell, i)),
    ]),
    rows: (rows) => div('rows', lines(rows, (cells, i) => div('check-row', lines(cells, (cell, j) => (
      cell && cell.tap ? h('a', { key: j, class: 'todo', onClick: act }, cell.tap) : h('span', { key: j }, cell)
    )), { key: i }))),
    button: (b) => h('button', { class: 'btn ' + (b.type || ''), onClick: act, disabled: !!b.disabled }, label(b)),
    buttons: (list) => div('buttons', lines(list, (b, i) => (
      h('button', { key: i, class: 'btn ' + (b.type || ''), onClick: act }, label(b))
    ))),
    link: (text) => h('a', { class: 'link', href: '#x' }, text),
    links: (list) => div('links', lines(list, (t, i) => h('a', { key: i, href: '#' + i }, t))),
    agree: (text) => h('label', { class: 'agree' }, [h('input', { type: 'checkbox' }), h('span', {}, text)]),
    radio: (items) => div('radios', lines(items, (t, i) => h('label', { key: i }, [
      h('input', { type: 'radio', name: 'r' }), h('span', {}, t),
    ]))),
    switch: (text) => div('check-row', [h('span', {}, text), h('input', { type: 'checkbox', role: 'switch', 'aria-label': text })]),
    field: (f) => div('field', [
      f.label ? h('label', {}, f.label) : null,
      h('input', fieldProps(f)),
      f.button ? h('button', { type: 'button', class: 'send', onClick: act }, f.button) : null,
      f.picture ? h('img', { class: f.picture, width: 110, height: 40, src: pixel }) : null,
    ]),
    textarea: (f) => h('textarea', { placeholder: f.placeholder || '' }),
    cells: (c) => div('code-cells', lines([...Array(c.count || 6)], (_, i) => h('input', {
      key: i, class: 'cell-input', type: c.type || 'tel', maxlength: 1, style: { width: '40px', height: '44px' },
    }))),
    keyboard: (k) => div('keyboard', lines([...'1234567890'].concat(k.extra || []), (d, i) => (
      h('div', { key: i, class: 'key', onClick: act }, d)
    ))),
    dialog: (d) => div('mask', [div('dialog', [
      d.title ? h('h3', {}, d.title) : null,
      ...(Array.isArray(d.message) ? d.message : [d.message]).filter(Boolean).map((m, i) => h('p', { key: 'm' + i }, m)),
      ...(d.body || []),
      div('buttons', (d.buttons || []).map((b, i) => h('button', { key: i, class: 'btn ' + (b.type || ''), onClick: act }, label(b)))),
    ], { role: 'dialog' })]),
    sheet: (s) => div('mask', [div('sheet', [
      s.title ? h('p', {}, s.title) : null,
      ...s.actions.map((t, i) => h('div', { key: i, class: 'action', onClick: act }, t)),
      s.cancel ? h('div', { class: 'action cancel', onClick: act }, s.cancel) : null,
    ])]),
    toast: (text) => div('toast', text),
    notice: (text) => div('notice', text, { role: 'alert' }),
    tabs: (items) => div('tabs', lines(items, (t, i) => h('div', { key: i, role: 'tab', class: 'tab', onClick: act }, t)), { role: 'tablist' }),
    tabbar: (items) => div('tabbar', lines(items, (t, i) => h('div', { key: i, class: 'tab', onClick: act }, t))),
    steps: (items) => div('steps', lines(items, (t, i) => h('span', { key: i }, (i + 1) + ' ' + t))),
    result: (r) => div('result', [h('h2', {}, r.title), r.desc ? h('p', {}, r.desc) : null]),
    slider: (s) => div('check-row', [h('span', {}, s.label), h('input', { type: 'range', 'aria-label': s.label, class: s.class || '' })]),
    rate: (text) => div('check-row', [h('span', {}, text), ...'12345'.split('').map((n) => h('i', { key: n, class: 'icon-star', onClick: act }))]),
    stepper: (text) => div('check-row', [h('span', {}, text), h('button', { onClick: act }, '-'), h('input', { type: 'number' }), h('button', { onClick: act }, '+')]),
    swipe: (items) => div('swiper', lines(items, (t, i) => div('swiper-slide', [h('img', { width: 330, height: 150, src: pixel, alt: t })], { key: i }))),
    grid: (items) => div('grid', lines(items, (t, i) => div('grid-item', [h('i', { class: 'ico' }), h('span', {}, t)], { key: i, onClick: act }))),
    collapse: (items) => div('faq', items.flatMap((c, i) => [h('h4', { key: 'q' + i, onClick: act }, c.title), h('p', { key: 'a' + i }, c.content)])),
    search: (text) => h('input', { type: 'search', placeholder: text }),
    upload: (text) => div('upload', [h('input', { type: 'file', 'aria-label': text }), h('span', {}, text)]),
    image: (m) => h('img', { class: m.class || '', alt: m.alt || '', width: m.w, height: m.h, src: pixel }),
    canvas: (m) => h('canvas', { class: m.class || '', width: m.w, height: m.h }),
    video: (m) => h('video', { class: m.class || '', width: m.w, height: m.h }),
    menu: (items) => h('aside', { class: 'side' }, lines(items, (t, i) => h('a', { key: i, href: '#' + i }, t))),
    header: (b) => h('header', { class: 'top' }, [h('b', {}, b.brand), ...lines(b.links, (t, i) => h('a', { key: i, href: '#' + i }, t))]),
    table: (t) => h('table', {}, [h('tbody', {}, [
      h('tr', { key: 'h' }, t.head.map((c, i) => h('th', { key: i }, c))),
      ...t.rows.map((r, i) => h('tr', { key: i }, r.map((c, j) => h('td', { key: j }, c && c.tap ? h('button', { onClick: act }, c.tap) : c)))),
    ])]),
    icons: (names) => div('icons', names.map((n) => h('i', { key: n, class: 'iconfont icon-' + n, onClick: act, title: '' }))),
    card: (c) => div('card', c.body || []),
  };
}

const pixel = 'data:image/gif;base64,R0lGODlhAQABAIAAAMLCwgAAACH5BAAAAAAALAAAAAABAAEAAAICRAEAOw==';

export const label = (b) => (typeof b === 'string' ? b : b.label);

export function fieldProps(f) {
  const props = { type: f.type || 'text', placeholder: f.placeholder || '' };
  for (const name of ['name', 'id', 'autocomplete', 'inputmode', 'maxlength', 'readonly', 'class']) {
    if (f[name] !== undefined) props[name] = f[name];
  }
  return props;
}

function row(h, act, cell, i) {
  const c = typeof cell === 'string' ? { title: cell } : cell;
  return h('div', { key: i, class: 'cell', onClick: act }, [
    h('span', { class: 'cell-title' }, c.title),
    c.label ? h('span', { class: 'cell-label' }, c.label) : null,
    c.value ? h('span', { class: 'cell-value' }, c.value) : null,
  ]);
}
