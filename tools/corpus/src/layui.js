// Layui's style sheet with the markup its documentation prescribes: the look of older consoles.
import 'layui/dist/css/layui.css';
import { mount } from './vue.js';
import { label, fieldProps } from './plain.js';

mount((h, act) => {
  const btn = (b, i) => h('button', { key: i, type: 'button', class: 'layui-btn ' + (b.type ? 'layui-btn-' + b.type : '') + (b.disabled ? ' layui-btn-disabled' : ''), onClick: act }, label(b));
  return {
    menu: (items) => h('div', { class: 'layui-side', style: { position: 'static', float: 'left', marginRight: '20px', background: '#2f363c' } }, [h('ul', { class: 'layui-nav layui-nav-tree' }, items.map((t, i) => h('li', { key: i, class: 'layui-nav-item' }, [h('a', { href: '#' + i }, t)])))]),
    header: (b) => h('div', { class: 'layui-header', style: { background: '#23292e', color: '#fff', height: '60px' } }, [h('span', { style: { lineHeight: '60px', marginRight: '30px' } }, b.brand), h('ul', { class: 'layui-nav', style: { display: 'inline-block' } }, b.links.map((t, i) => h('li', { key: i, class: 'layui-nav-item' }, [h('a', { href: 'javascript:;', onClick: act }, t)])))]),
    card: (c) => h('div', { class: 'layui-panel', style: { padding: '20px', margin: '10px', overflow: 'hidden' } }, [c.title ? h('div', { class: 'layui-card-header' }, c.title) : null, h('div', { class: 'layui-card-body' }, c.body || [])]),
    button: btn,
    buttons: (list) => h('div', { class: 'layui-btn-container', style: { padding: '15px' } }, list.map(btn)),
    quote: (text) => h('blockquote', { class: 'layui-elem-quote' }, text),
    notice: (text) => h('blockquote', { class: 'layui-elem-quote', style: { borderLeftColor: '#ff5722' } }, text),
    field: (f) => h('div', { class: 'layui-form-item' }, [f.label ? h('label', { class: 'layui-form-label' }, f.label) : null, h('div', { class: 'layui-input-inline' }, [h('input', { ...fieldProps(f), class: 'layui-input' })]), f.button ? btn({ label: f.button, type: 'primary' }, 9) : null,
      f.picture ? h('img', { class: f.picture, width: 120, height: 38, title: '点击刷新', onClick: act, src: 'data:image/gif;base64,R0lGODlhAQABAIAAAMLCwgAAACH5BAAAAAAALAAAAAABAAEAAAICRAEAOw==' }) : null]),
    agree: (text) => h('div', { class: 'layui-form-item' }, [h('label', { class: 'layui-form-checkbox', onClick: act }, [h('input', { type: 'checkbox' }), h('span', {}, text)])]),
    dialog: (d) => h('div', {}, [h('div', { class: 'layui-layer-shade', style: { position: 'fixed', inset: 0, background: 'rgba(0,0,0,.3)', zIndex: 19891014 } }), h('div', { class: 'layui-layer layui-layer-dialog', role: 'dialog', style: { position: 'fixed', zIndex: 19891015, top: '220px', left: '440px', width: '400px', background: '#fff' } }, [
      h('div', { class: 'layui-layer-title', style: { padding: '0 20px', lineHeight: '50px', borderBottom: '1px solid #f0f0f0' } }, d.title || '信息'),
      h('div', { class: 'layui-layer-content', style: { padding: '20px' } }, [].concat(d.message).map((m, i) => h('div', { key: i }, m))),
      h('span', { class: 'layui-layer-setwin' }, [h('a', { class: 'layui-layer-ico layui-layer-close', href: 'javascript:;' })]),
      h('div', { class: 'layui-layer-btn', style: { textAlign: 'right', padding: '10px' } }, d.buttons.map((b, i) => h('a', { key: i, class: 'layui-layer-btn' + i, style: { display: 'inline-block', padding: '0 15px', margin: '5px', lineHeight: '28px', border: '1px solid #dedede', background: i ? '#fff' : '#1e9fff', color: i ? '#333' : '#fff' }, onClick: act }, label(b)))),
    ])]),
    msg: (text) => h('div', { class: 'layui-layer layui-layer-dialog layui-layer-msg', style: { position: 'fixed', zIndex: 19891015, top: '320px', left: '500px', background: 'rgba(0,0,0,.6)', color: '#fff' } }, [h('div', { class: 'layui-layer-content', style: { padding: '12px 25px' } }, text)]),
    timeline: (items) => h('ul', { class: 'layui-timeline' }, items.map((c, i) => h('li', { key: i, class: 'layui-timeline-item' }, [h('i', { class: 'layui-icon layui-timeline-axis' }), h('div', { class: 'layui-timeline-content layui-text' }, [h('h3', { class: 'layui-timeline-title' }, c[0]), h('p', {}, c[1])])]))),
    collapse: (items) => h('div', { class: 'layui-collapse' }, items.map((c, i) => h('div', { key: i, class: 'layui-colla-item' }, [h('h2', { class: 'layui-colla-title', onClick: act }, c.title), h('div', { class: 'layui-colla-content layui-show' }, c.content)]))),
    table: (t) => h('table', { class: 'layui-table' }, [h('thead', {}, [h('tr', {}, t.head.map((c, i) => h('th', { key: i }, c)))]), h('tbody', {}, t.rows.map((r, i) => h('tr', { key: i }, r.map((c, j) => h('td', { key: j }, c && c.tap ? [h('a', { class: 'layui-btn layui-btn-xs', onClick: act }, c.tap)] : c)))))]),
    tabs: (items) => h('div', { class: 'layui-tab layui-tab-brief' }, [h('ul', { class: 'layui-tab-title' }, items.map((t, i) => h('li', { key: i, class: i ? '' : 'layui-this', onClick: act }, t)))]),
    rate: (text) => h('div', { class: 'layui-form-item' }, [h('label', {}, text), h('ul', { class: 'layui-rate' }, [1, 2, 3, 4, 5].map((n) => h('li', { key: n, class: 'layui-inline', onClick: act }, [h('i', { class: 'layui-icon layui-icon-rate' })])))]),
    slider: (s) => h('div', { class: 'layui-form-item' }, [h('label', {}, s.label), h('div', { class: 'layui-slider', style: { width: '300px', display: 'inline-block' } }, [h('div', { class: 'layui-slider-bar', style: { width: '40%' } }), h('div', { class: 'layui-slider-wrap', style: { left: '40%' }, onMousedown: act }, [h('div', { class: 'layui-slider-wrap-btn' })])])]),
  };
});
