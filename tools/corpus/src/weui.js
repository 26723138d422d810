// WeUI is a style sheet; its components are the markup its documentation prescribes.
import 'weui/dist/style/weui.min.css';
import { mount } from './vue.js';
import { label, fieldProps } from './plain.js';

mount((h, act) => {
  const cell = (c, i) => h('div', { key: i, class: 'weui-cell weui-cell_active weui-cell_access', onClick: act }, [
    h('div', { class: 'weui-cell__bd' }, [h('p', { style: { margin: 0 } }, c.title || c), c.label ? h('div', { class: 'weui-cell__desc' }, c.label) : null]),
    c.value ? h('div', { class: 'weui-cell__ft' }, c.value) : h('span', { class: 'weui-cell__ft' }),
  ]);
  const btn = (b, i) => h('a', { key: i, href: 'javascript:', role: 'button', class: 'weui-btn weui-btn_' + (b.type || 'primary') + (b.disabled ? ' weui-btn_disabled' : ''), onClick: act }, label(b));
  return {
    nav: (text) => h('div', { style: { padding: '24px 16px 8px' } }, [h('h2', { class: 'weui-form__title', style: { margin: 0 } }, text)]),
    group: ({ title, cells }) => h('div', { class: 'weui-cells__group' }, [title ? h('div', { class: 'weui-cells__title' }, title) : null, h('div', { class: 'weui-cells' }, cells.map(cell))]),
    rows: (rows) => h('div', { class: 'weui-cells' }, rows.map((r, i) => h('div', { class: 'weui-cell', key: i }, [
      h('div', { class: 'weui-cell__bd' }, r[0]),
      ...r.slice(1).map((c, j) => (c && c.tap ? h('a', { key: j, class: 'weui-link', style: { marginLeft: '10px' }, onClick: act }, c.tap) : h('div', { key: j, class: 'weui-cell__ft' }, c))),
    ]))),
    button: btn,
    buttons: (list) => h('div', { class: 'weui-form__opr-area', style: { padding: '16px' } }, list.map(btn)),
    agree: (text) => h('label', { class: 'weui-wa-hotarea weui-agree' }, [h('input', { type: 'checkbox', class: 'weui-agree__checkbox' }), h('span', { class: 'weui-agree__text' }, text)]),
    field: (f) => h('div', { class: 'weui-cells weui-cells_form' }, [h('div', { class: 'weui-cell weui-cell_active' + (f.button ? ' weui-cell_vcode' : '') }, [
      f.label ? h('div', { class: 'weui-cell__hd' }, [h('label', { class: 'weui-label' }, f.label)]) : null,
      h('div', { class: 'weui-cell__bd' }, [h('input', { ...fieldProps(f), class: 'weui-input' })]),
      f.button ? h('div', { class: 'weui-cell__ft' }, [h('div', { class: 'weui-btn weui-btn_default weui-vcode-btn', onClick: act }, f.button)]) : null,
      f.picture ? h('div', { class: 'weui-cell__ft' }, [h('img', { class: 'weui-vcode-img ' + f.picture, src: 'data:image/gif;base64,R0lGODlhAQABAIAAAMLCwgAAACH5BAAAAAAALAAAAAABAAEAAAICRAEAOw==', width: 108, height: 45 })]) : null,
    ])]),
    dialog: (d) => h('div', { role: 'dialog', 'aria-modal': 'true' }, [h('div', { class: 'weui-mask' }), h('div', { class: 'weui-dialog' }, [
      d.title ? h('div', { class: 'weui-dialog__hd' }, [h('strong', { class: 'weui-dialog__title' }, d.title)]) : null,
      h('div', { class: 'weui-dialog__bd' }, [].concat(d.message).map((m, i) => h('div', { key: i }, m))),
      h('div', { class: 'weui-dialog__ft' }, d.buttons.map((b, i) => h('a', { key: i, role: 'button', href: 'javascript:', class: 'weui-dialog__btn weui-dialog__btn_' + (i ? 'primary' : 'default'), onClick: act }, label(b)))),
    ])]),
    halfscreen: (d) => h('div', {}, [h('div', { class: 'weui-mask' }), h('div', { class: 'weui-half-screen-dialog weui-half-screen-dialog_show', role: 'dialog' }, [
      h('div', { class: 'weui-half-screen-dialog__hd' }, [h('div', { class: 'weui-half-screen-dialog__hd__main' }, [h('strong', { class: 'weui-half-screen-dialog__title' }, d.title)])]),
      h('div', { class: 'weui-half-screen-dialog__bd' }, d.body || []),
      h('div', { class: 'weui-half-screen-dialog__ft' }, (d.buttons || []).map((b, i) => btn(b, i))),
    ])]),
    sheet: (s) => h('div', {}, [h('div', { class: 'weui-mask' }), h('div', { class: 'weui-actionsheet weui-actionsheet_toggle' }, [
      s.title ? h('div', { class: 'weui-actionsheet__title' }, [h('p', { class: 'weui-actionsheet__title-text' }, s.title)]) : null,
      h('div', { class: 'weui-actionsheet__menu' }, s.actions.map((t, i) => h('div', { key: i, class: 'weui-actionsheet__cell', onClick: act }, t))),
      s.cancel ? h('div', { class: 'weui-actionsheet__action' }, [h('div', { class: 'weui-actionsheet__cell', onClick: act }, s.cancel)]) : null,
    ])]),
    toast: (text) => h('div', { role: 'alert' }, [h('div', { class: 'weui-mask_transparent' }), h('div', { class: 'weui-toast' }, [h('i', { class: 'weui-icon-warn weui-icon_toast' }), h('p', { class: 'weui-toast__content' }, text)])]),
    notice: (text) => h('div', { class: 'weui-information-bar weui-information-bar_warn-weak', style: { position: 'relative' }, role: 'alert' }, [h('div', { class: 'weui-information-bar__hd' }, [h('i', { class: 'weui-icon-outlined-warn' })]), h('div', { class: 'weui-information-bar__bd' }, text)]),
    result: (r) => h('div', { class: 'weui-msg' }, [
      h('div', { class: 'weui-msg__icon-area' }, [h('i', { class: 'weui-icon_msg weui-icon-' + (r.status || 'success') })]),
      h('div', { class: 'weui-msg__text-area' }, [h('h2', { class: 'weui-msg__title' }, r.title), ...[].concat(r.desc || []).map((d, i) => h('p', { key: i, class: 'weui-msg__desc' }, d))]),
      r.buttons ? h('div', { class: 'weui-msg__opr-area' }, [h('p', { class: 'weui-btn-area' }, r.buttons.map(btn))]) : null,
    ]),
    article: (a) => h('div', { class: 'weui-article' }, [h('h1', {}, a.title), ...a.parts.map((p, i) => h('section', { key: i }, [p.h ? h('h2', {}, p.h) : null, h('p', {}, p.t || p)]))]),
    switch: (text) => h('div', { class: 'weui-cells' }, [h('label', { class: 'weui-cell weui-cell_active weui-cell_switch' }, [h('div', { class: 'weui-cell__bd' }, text), h('div', { class: 'weui-cell__ft' }, [h('input', { class: 'weui-switch', type: 'checkbox' })])])]),
    slider: (s) => h('div', { class: 'weui-slider-box', style: { padding: '10px 16px' } }, [h('span', {}, s.label), h('div', { class: 'weui-slider', style: { flex: 1 } }, [h('div', { class: 'weui-slider__inner' }, [h('div', { class: 'weui-slider__track', style: { width: '50%' } }), h('div', { class: 'weui-slider__handler', style: { left: '50%' }, onMousedown: act })])]), h('div', { class: 'weui-slider-box__value' }, s.value || '50')]),
    tabbar: (items) => h('div', { class: 'weui-tabbar', style: { position: 'fixed', bottom: 0 } }, items.map((t, i) => h('div', { key: i, class: 'weui-tabbar__item', onClick: act }, [h('p', { class: 'weui-tabbar__label' }, t)]))),
  };
});
