// Mounts a page whose blocks are drawn by a library of React components.
import { createElement, Fragment } from 'react';
import { createRoot } from 'react-dom/client';
import { plainBlocks } from './plain.js';
import { runScripts } from './vue.js';

export const act = () => {};
const RENAMED = { class: 'className', maxlength: 'maxLength', autocomplete: 'autoComplete', inputmode: 'inputMode', readonly: 'readOnly', for: 'htmlFor' };
export const h = (tag, props, children) => {
  const own = {};
  for (const [name, value] of Object.entries(props || {})) own[typeof tag === 'string' ? RENAMED[name] || name : name] = value;
  const list = Array.isArray(children) ? children.filter((c) => c !== null) : children === undefined || children === null ? [] : [children];
  return createElement(tag, own, ...list);
};

export function mount(libraryBlocks, wrap) {
  const page = window.PAGE;
  const blocks = { ...plainBlocks(h, act), ...libraryBlocks(h, act) };
  const draw = (list) => (list || []).map((block, i) => {
    const [name, value] = Object.entries(block)[0];
    if (name === 'html') return createElement('div', { key: i, dangerouslySetInnerHTML: { __html: value } });
    if (!blocks[name]) throw new Error('no block ' + name);
    const full = value && value.body && !value.drawn ? { ...value, body: draw(value.body), drawn: true } : value;
    return createElement(Fragment, { key: i }, blocks[name](full));
  });
  document.title = page.title || '';
  const root = createElement('div', { className: 'page' }, draw(page.body));
  createRoot(document.getElementById('app')).render(wrap ? wrap(root) : root);
  setTimeout(runScripts, 50);
}
