import '@arco-design/web-vue/dist/arco.css';
import * as A from '@arco-design/web-vue';
import { mount } from './vue.js';
import { label } from './plain.js';

mount((h, act) => {
  const btn = (b, i) => h(A.Button, { key: i, type: b.type || 'secondary', status: b.status, disabled: !!b.disabled, onClick: act }, () => label(b));
  return {
    header: (b) => h(A.PageHeader, { title: b.brand, subtitle: b.sub, showBack: false }, { extra: () => h(A.Space, {}, () => (b.links || []).map((t, i) => h(A.Link, { key: i, onClick: act }, () => t))) }),
    menu: (items) => h('div', { style: { float: 'left', width: '200px', marginRight: '24px' } }, [h(A.Menu, { defaultSelectedKeys: ['0'] }, () => items.map((t, i) => h(A.MenuItem, { key: String(i) }, () => t)))]),
    button: (b) => btn(b, 0),
    buttons: (list) => h(A.Space, {}, () => list.map(btn)),
    card: (c) => h(A.Card, { title: c.title, style: { marginBottom: '16px', overflow: 'hidden' } }, () => c.body),
    notice: (t) => h(A.Alert, { type: 'warning' }, () => t),
    result: (r) => h(A.Result, { status: r.status || 'success', title: r.title, subtitle: r.desc }, r.buttons ? { extra: () => r.buttons.map(btn) } : {}),
    dialog: (d) => h(A.Modal, { visible: true, title: d.title, modalAnimationName: '', maskAnimationName: '', width: 440 }, { default: () => [...[].concat(d.message || []).map((m, i) => h('p', { key: i }, m)), ...(d.body || [])], footer: () => d.buttons.map(btn) }),
    descriptions: (rows) => h(A.Descriptions, { column: 1, bordered: true, data: rows.map((r) => ({ label: r[0], value: r[1] })) }),
    field: (f) => h('div', { style: { display: 'flex', gap: '8px', maxWidth: '460px', margin: '10px 0' } }, [f.label ? h('label', { style: { minWidth: '90px' } }, f.label) : null, h(f.type === 'password' ? A.InputPassword : A.Input, { placeholder: f.placeholder, maxLength: f.maxlength }), f.button ? btn(f.button, 1) : null]),
    pins: (n) => h(A.VerificationCode, { length: n || 6 }),
    agree: (t) => h(A.Checkbox, {}, () => t),
    radio: (items) => h(A.RadioGroup, { direction: 'vertical' }, () => items.map((t, i) => h(A.Radio, { key: i, value: t }, () => t))),
    switch: (t) => h('div', {}, [h('span', {}, t), h(A.Switch)]),
    slider: (s) => h('div', { style: { width: '360px' } }, [h('span', {}, s.label), h(A.Slider, { defaultValue: 40 })]),
    rate: (t) => h('div', {}, [h('span', {}, t), h(A.Rate, { defaultValue: 3 })]),
    steps: (items) => h(A.Steps, { current: 2 }, () => items.map((t, i) => h(A.Step, { key: i }, () => t))),
    timeline: (items) => h(A.Timeline, {}, () => items.map((c, i) => h(A.TimelineItem, { key: i, label: c[1] }, () => c[0]))),
    collapse: (items) => h(A.Collapse, { defaultActiveKey: items.map((_, i) => i) }, () => items.map((c, i) => h(A.CollapseItem, { key: i, header: c.title }, () => c.content))),
    table: (t) => h(A.Table, { pagination: false, columns: t.head.map((title, i) => ({ title, dataIndex: 'c' + i, render: ({ record }) => (record['c' + i] && record['c' + i].tap ? h(A.Link, { onClick: act }, () => record['c' + i].tap) : record['c' + i]) })), data: t.rows.map((r, i) => ({ key: String(i), ...Object.fromEntries(r.map((c, j) => ['c' + j, c])) })) }),
    tabs: (items) => h(A.Tabs, {}, () => items.map((t, i) => h(A.TabPane, { key: i, title: t }))),
    rows: (rows) => h(A.List, { bordered: true, style: { maxWidth: '720px' } }, () => rows.map((r, i) => h(A.ListItem, { key: i }, { default: () => r[0], actions: () => r.slice(1).map((c, j) => (c && c.tap ? h(A.Link, { key: j, onClick: act }, () => c.tap) : h(A.Tag, { key: j }, () => c))) }))),
  };
});
