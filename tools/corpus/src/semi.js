import '@douyinfe/semi-ui-19/dist/css/semi.min.css';
import * as S from '@douyinfe/semi-ui-19';
import { mount } from './react.js';
import { label } from './plain.js';

mount((h, act) => {
  const btn = (b, i) => h(S.Button, { key: i, type: b.type || 'primary', theme: b.theme || 'light', disabled: !!b.disabled, onClick: act, style: { margin: 4 } }, label(b));
  return {
    menu: (items) => h('div', { style: { float: 'left', marginRight: 24 } }, h(S.Nav, { items: items.map((text, i) => ({ itemKey: String(i), text })), style: { width: 200 } })),
    header: (b) => h(S.Nav, { mode: 'horizontal', header: { text: b.brand }, items: b.links.map((text, i) => ({ itemKey: String(i), text })) }),
    title: (t) => h(S.Typography.Title, { heading: 3 }, t),
    heading: (t) => h(S.Typography.Title, { heading: 5 }, t),
    button: (b) => btn(b, 0),
    buttons: (list) => h(S.Space, {}, list.map(btn)),
    card: (c) => h(S.Card, { title: c.title, style: { margin: '12px 0', overflow: 'hidden' } }, c.body),
    notice: (t) => h(S.Banner, { type: 'warning', description: t, closeIcon: null }),
    dialog: (d) => h(S.Modal, { visible: true, title: d.title, motion: false, footer: h('div', {}, d.buttons.map(btn)) }, [...[].concat(d.message || []).map((m, i) => h('p', { key: i }, m)), ...(d.body || [])]),
    sidesheet: (d) => h(S.SideSheet, { visible: true, title: d.title, motion: false }, d.body),
    empty: (r) => h(S.Empty, { title: r.title, description: r.desc }),
    field: (f) => h('div', { style: { display: 'flex', gap: 8, maxWidth: 460, margin: '10px 0' } }, [f.label ? h('label', { key: 1, style: { minWidth: 90 } }, f.label) : null, h(S.Input, { key: 2, placeholder: f.placeholder, mode: f.type === 'password' ? 'password' : undefined, maxLength: f.maxlength, autoComplete: f.autocomplete }), f.button ? btn(f.button, 3) : null]),
    pins: (n) => h(S.PinCode, { count: n || 6 }),
    agree: (t) => h(S.Checkbox, {}, t),
    radio: (items) => h(S.RadioGroup, { direction: 'vertical' }, items.map((t, i) => h(S.Radio, { key: i, value: t }, t))),
    switch: (t) => h('div', {}, [h('span', { key: 1 }, t), h(S.Switch, { key: 2 })]),
    slider: (s) => h('div', { style: { width: 320 } }, [h('span', { key: 1 }, s.label), h(S.Slider, { key: 2, defaultValue: 40 })]),
    rate: (t) => h('div', {}, [h('span', { key: 1 }, t), h(S.Rating, { key: 2, defaultValue: 3 })]),
    descriptions: (rows) => h(S.Descriptions, { data: rows.map((r) => ({ key: r[0], value: r[1] })) }),
    timeline: (items) => h(S.Timeline, {}, items.map((c, i) => h(S.Timeline.Item, { key: i, time: c[1] }, c[0]))),
    collapse: (items) => h(S.Collapse, { defaultActiveKey: items.map((_, i) => String(i)) }, items.map((c, i) => h(S.Collapse.Panel, { key: i, itemKey: String(i), header: c.title }, c.content))),
    rows: (rows) => h(S.List, { bordered: true, dataSource: rows, renderItem: (r) => h(S.List.Item, { main: r[0], extra: h('span', {}, r.slice(1).map((c, j) => (c && c.tap ? h(S.Button, { key: j, theme: 'borderless', onClick: act }, c.tap) : h(S.Tag, { key: j }, c)))) }) }),
    calendar: () => h(S.Rating, {}),
  };
});
