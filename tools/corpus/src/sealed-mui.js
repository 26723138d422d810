import * as M from '@mui/material';
import { mount } from './react.js';
import { label } from './plain.js';

mount((h, act) => {
  const btn = (b, i) => h(M.Button, { key: i, variant: b.variant || 'outlined', color: b.type || 'primary', disabled: !!b.disabled, onClick: act, sx: { m: 0.5 } }, label(b));
  return {
    header: (b) => h(M.AppBar, { position: 'static' }, h(M.Toolbar, {}, [h(M.Typography, { key: 't', variant: 'h6', sx: { mr: 3 } }, b.brand), ...b.links.map((t, i) => h(M.Button, { key: i, color: 'inherit', onClick: act }, t))])),
    menu: (items) => h(M.List, { component: 'nav', sx: { float: 'left', width: 220, mr: 3 } }, items.map((t, i) => h(M.ListItemButton, { key: i, onClick: act }, h(M.ListItemText, { primary: t })))),
    group: ({ title, cells }) => h(M.List, { subheader: title ? h(M.ListSubheader, {}, title) : undefined, sx: { bgcolor: 'background.paper', m: 1 } }, cells.map((c, i) => h(M.ListItemButton, { key: i, onClick: act }, [h(M.ListItemText, { key: 1, primary: c.title || c, secondary: c.label }), c.value ? h(M.Typography, { key: 2 }, c.value) : null]))),
    title: (t) => h(M.Typography, { variant: 'h4', component: 'h1' }, t),
    text: (t) => h(M.Typography, { variant: 'body1', sx: { my: 1 } }, t),
    button: (b) => btn(b, 0),
    buttons: (list) => h(M.Stack, { direction: 'row', spacing: 1, sx: { my: 2 } }, list.map(btn)),
    card: (c) => h(M.Card, { sx: { my: 1, overflow: 'hidden' } }, [c.title ? h(M.CardHeader, { key: 1, title: c.title, subheader: c.sub }) : null, h(M.CardContent, { key: 2 }, c.body)]),
    notice: (t) => h(M.Alert, { severity: 'error' }, t),
    alert: (a) => h(M.Alert, { severity: a.type || 'info' }, [h(M.AlertTitle, { key: 1 }, a.title), a.text]),
    dialog: (d) => h(M.Dialog, { open: true, transitionDuration: 0 }, [h(M.DialogTitle, { key: 1 }, d.title), h(M.DialogContent, { key: 2 }, [...[].concat(d.message || []).map((m, i) => h(M.DialogContentText, { key: i }, m)), ...(d.body || [])]), h(M.DialogActions, { key: 3 }, d.buttons.map(btn))]),
    snack: (t) => h(M.Snackbar, { open: true, message: t }),
    field: (f) => h(M.Box, { sx: { my: 1, display: 'flex', gap: 1, maxWidth: 460 } }, [h(M.TextField, { key: 1, fullWidth: true, label: f.label, placeholder: f.placeholder, type: f.type || 'text', helperText: f.help, slotProps: { htmlInput: { maxLength: f.maxlength, autoComplete: f.autocomplete } } }), f.button ? btn(f.button, 2) : null]),
    agree: (t) => h(M.FormControlLabel, { control: h(M.Checkbox, {}), label: t }),
    switch: (t) => h(M.FormControlLabel, { control: h(M.Switch, {}), label: t }),
    slider: (s) => h(M.Box, { sx: { width: 300 } }, [h(M.Typography, { key: 1 }, s.label), h(M.Slider, { key: 2, defaultValue: 40, 'aria-label': s.label })]),
    rate: (t) => h(M.Box, {}, [h('span', { key: 1 }, t), h(M.Rating, { key: 2, defaultValue: 3 })]),
    stepper: (items) => h(M.Stepper, { activeStep: 1 }, items.map((t) => h(M.Step, { key: t }, h(M.StepLabel, {}, t)))),
    collapse: (items) => h(M.Box, {}, items.map((c, i) => h(M.Accordion, { key: i, defaultExpanded: true }, [h(M.AccordionSummary, { key: 1 }, c.title), h(M.AccordionDetails, { key: 2 }, c.content)]))),
    chips: (rows) => h(M.List, {}, rows.map((r, i) => h(M.ListItem, { key: i, secondaryAction: h(M.Chip, { label: r[1], color: r[2] || 'success' }) }, h(M.ListItemText, { primary: r[0], secondary: r[3] })))),
  };
});
