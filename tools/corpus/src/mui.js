import * as M from '@mui/material';
import { mount } from './react.js';
import { label } from './plain.js';

mount((h, act) => ({
  nav: (title) => h(M.AppBar, { position: 'static' }, h(M.Toolbar, {}, h(M.Typography, { variant: 'h6' }, title))),
  group: ({ title, cells }) => h(M.List, { subheader: title ? h(M.ListSubheader, {}, title) : undefined }, cells.map((cell, i) => {
    const c = typeof cell === 'string' ? { title: cell } : cell;
    return h(M.ListItemButton, { key: i, onClick: act }, [h(M.ListItemText, { key: 1, primary: c.title, secondary: c.label }), c.value ? h('span', { key: 2 }, c.value) : null]);
  })),
  menu: (items) => h('aside', { class: 'side' }, h(M.MenuList, {}, items.map((t, i) => h(M.MenuItem, { key: i }, t)))),
  button: (b) => h(M.Button, { variant: 'contained', fullWidth: true, disabled: !!b.disabled, onClick: act }, label(b)),
  buttons: (list) => h(M.Stack, { direction: 'row', spacing: 2 }, list.map((b, i) => h(M.Button, { key: i, variant: 'outlined', onClick: act }, label(b)))),
  agree: (text) => h(M.FormControlLabel, { control: h(M.Checkbox, { checked: false }), label: text }),
  radio: (items) => h(M.RadioGroup, {}, items.map((t, i) => h(M.FormControlLabel, { key: i, value: t, control: h(M.Radio, {}), label: t }))),
  switch: (text) => h(M.FormControlLabel, { control: h(M.Switch, { checked: false }), label: text }),
  field: (f) => h('div', { class: 'field' }, [h(M.TextField, { key: 1, label: f.label, placeholder: f.placeholder, type: f.type || 'text', size: 'small', slotProps: { htmlInput: { maxLength: f.maxlength, name: f.name, autoComplete: f.autocomplete, inputMode: f.inputmode }, inputLabel: { shrink: true } } }), f.button ? h(M.Button, { key: 2, onClick: act }, f.button) : null]),
  dialog: (d) => h(M.Dialog, { open: true, transitionDuration: 0 }, [d.title ? h(M.DialogTitle, { key: 1 }, d.title) : null, h(M.DialogContent, { key: 2 }, [...(Array.isArray(d.message) ? d.message : [d.message]).filter(Boolean).map((m, i) => h(M.DialogContentText, { key: i }, m)), ...(d.body || [])]), h(M.DialogActions, { key: 3 }, (d.buttons || []).map((b, i) => h(M.Button, { key: i, onClick: act }, label(b))))]),
  toast: (text) => h(M.Snackbar, { open: true, message: text }),
  notice: (text) => h(M.Alert, { severity: 'warning' }, text),
  tabs: (items) => h(M.Tabs, { value: 0 }, items.map((t, i) => h(M.Tab, { key: i, label: t }))),
  steps: (items) => h(M.Stepper, { activeStep: 1 }, items.map((t, i) => h(M.Step, { key: i }, h(M.StepLabel, {}, t)))),
  slider: (s) => h('div', { class: 'check-row' }, [h('span', { key: 1 }, s.label), h(M.Slider, { key: 2, defaultValue: 40, sx: { width: 200 } })]),
  rate: (text) => h('div', { class: 'check-row' }, [h('span', { key: 1 }, text), h(M.Rating, { key: 2, defaultValue: 3 })]),
  table: (t) => h(M.Table, {}, [h(M.TableHead, { key: 1 }, h(M.TableRow, {}, t.head.map((c, i) => h(M.TableCell, { key: i }, c)))), h(M.TableBody, { key: 2 }, t.rows.map((r, i) => h(M.TableRow, { key: i }, r.map((c, j) => h(M.TableCell, { key: j }, c && c.tap ? h(M.Button, { onClick: act }, c.tap) : c)))))]),
  collapse: (items) => h('div', {}, items.map((c, i) => h(M.Accordion, { key: i, expanded: true }, [h(M.AccordionSummary, { key: 1 }, c.title), h(M.AccordionDetails, { key: 2 }, c.content)]))),
  card: (c) => h(M.Card, {}, h(M.CardContent, {}, c.body)),
}));
