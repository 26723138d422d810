// Mounts a page whose blocks are drawn by a library of Vue components.
import { createApp, h as vueH, Fragment } from 'vue';
import { plainBlocks } from './plain.js';

export const act = () => {};
export const h = (tag, props, children) => {
  if (typeof tag === 'string' || children === undefined) return vueH(tag, props, children);
  const slots = typeof children === 'object' && !Array.isArray(children) && !children.__v_isVNode;
  return vueH(tag, props, slots ? children : typeof children === 'function' ? children : { default: () => children });
};

export function mount(libraryBlocks, wrap, use) {
  const page = window.PAGE;
  const blocks = { ...plainBlocks(h, act), ...libraryBlocks(h, act) };
  const draw = (list) => (list || []).map((block, i) => {
    const [name, value] = Object.entries(block)[0];
    if (name === 'html') return vueH('div', { key: i, innerHTML: value });
    if (!blocks[name]) throw new Error('no block ' + name);
    const full = value && value.body && !value.drawn ? { ...value, body: draw(value.body), drawn: true } : value;
    return vueH(Fragment, { key: i }, [blocks[name](full)]);
  });
  document.title = page.title || '';
  const root = () => vueH('div', { class: 'page' }, draw(page.body));
  const app = createApp({ render: () => (wrap ? wrap(root) : root()) });
  if (use) use(app);
  app.mount('#app');
  runScripts();
}

export function runScripts() {
  document.querySelectorAll('#app script').forEach((old) => {
    const fresh = document.createElement('script');
    for (const { name, value } of old.attributes) fresh.setAttribute(name, value);
    fresh.textContent = old.textContent;
    old.replaceWith(fresh);
  });
}
