// Runs in an isolated world of every document, before any script of the page, and listens on
// `window` in the capture phase, so it sees and can swallow an event before the page does.
// The page can neither see nor call it. It records no key, no text that a person typed.
(() => {
  if (globalThis.loanexit) return;

  // How a document behaves between two commands of the driver:
  //   off   the person drives: nothing is watched
  //   idle  the tool drives and has approved nothing: a trusted event is the person taking over
  //   hold  the tool drives and is about to act elsewhere: every trusted event is swallowed
  //   armed one element is approved for one act
  let mode = '__MODE__';
  let approved = null;
  let wording = '';
  let at = null; // where it will be pressed, in this document's viewport
  let keys = false;
  let guardedRoots = [];
  let lastChange = performance.now();

  const POINTER = ['pointerdown', 'mousedown', 'touchstart', 'pointerup', 'mouseup', 'touchend',
    'click', 'dblclick', 'auxclick', 'contextmenu', 'dragstart', 'drop'];
  const KEYBOARD = ['keydown', 'keypress', 'keyup', 'beforeinput', 'paste'];
  const TAKES_OVER = new Set(['pointerdown', 'mousedown', 'touchstart', 'keydown']);

  const report = (message) => loanexitReport(JSON.stringify(message));
  const fold = (text) => (text || '').replace(/[\s\u200b-\u200f\u2060\ufeff]+/g, '');
  const isField = (el) => /^(INPUT|TEXTAREA|SELECT)$/.test(el.tagName) || el.isContentEditable;
  const isPressButton = (el) => el.tagName === 'INPUT' && /^(button|submit|reset|image)$/.test(el.type);

  // What the element and the pictures in it say, without what a person typed into it.
  const wordsOf = (el) => {
    const own = isPressButton(el) ? el.value : isField(el) ? '' : (el.innerText ?? el.textContent);
    const attrs = ['aria-label', 'title', 'alt', 'href', 'formaction'].map((a) => el.getAttribute(a) || '');
    const pictures = [...el.querySelectorAll('img[alt]')].map((img) => img.alt);
    return [fold(own), ...attrs, ...pictures].join('|');
  };

  // composedPath() ends at the host of a closed shadow root: the approved element inside it is
  // then checked again by a listener on that very root.
  const leadsToApproved = (event) => {
    const path = event.composedPath();
    if (path.includes(approved)) return true;
    return guardedRoots.some((root) => path.includes(root.host));
  };

  // Enter in the field of a form presses the form's first button, as a click without a pointer.
  // That is part of a search where the form only asks (GET) and the button says nothing else.
  const SEARCHES = /^(搜|搜索|搜寻|搜尋|搜一搜|搜一下|站内搜索|查找|查询|查詢|检索|search|find|go|submit|🔍)?$/i;
  // A field named `elements` hides the property of its form.
  const elementsOf = Object.getOwnPropertyDescriptor(HTMLFormElement.prototype, 'elements').get;
  const isImpliedBySearch = (event) => {
    const form = approved.form;
    if (!keys || event.type !== 'click' || event.pointerId !== -1 || !form) return false;
    const button = event.composedPath()[0];
    const first = [...elementsOf.call(form)].find((el) => /^(submit|image)$/.test(el.type));
    if (button !== first || form.method !== 'get' || button.formMethod === 'post') return false;
    if (button.hasAttribute('formaction')) return false;
    return wordsOf(button).split('|').every((words) => SEARCHES.test(fold(words)));
  };

  const swallow = (event, why) => {
    event.preventDefault();
    event.stopImmediatePropagation();
    const target = event.composedPath()[0];
    const text = target instanceof Element && !isField(target) ? (target.innerText || '').slice(0, 80) : '';
    report({ kind: 'tripped', event: event.type, why, text });
  };

  const watch = (event) => {
    if (!event.isTrusted || mode === 'off') return;
    if (mode === 'idle' || (mode === 'hold' && TAKES_OVER.has(event.type))) {
      if (mode === 'hold') { event.preventDefault(); event.stopImmediatePropagation(); }
      if (TAKES_OVER.has(event.type)) report({ kind: 'person', event: event.type });
      return;
    }
    if (mode === 'hold') { swallow(event, 'other_element'); return; }
    if (isImpliedBySearch(event)) return;
    if (!leadsToApproved(event)) { swallow(event, 'other_element'); return; }
    if (wordsOf(approved) !== wording) { swallow(event, 'label_changed'); return; }
    if (KEYBOARD.includes(event.type) && !keys) { swallow(event, 'other_element'); return; }
    if (event.type === 'click') { mode = 'hold'; report({ kind: 'landed' }); }
  };

  const watchInsideRoot = (event) => {
    if (!event.isTrusted || approved === null || mode === 'off') return;
    if (!event.composedPath().includes(approved)) swallow(event, 'other_element');
  };

  const watchSubmit = (event) => {
    if (!event.isTrusted || mode === 'off' || mode === 'idle') return;
    const form = event.composedPath()[0];
    if (form.method !== 'get') swallow(event, 'submit');
  };

  // document.open() strips a window of all its listeners, ours too. Adding one that is there is
  // nothing, so they are added again before every act and after every change of the document.
  const listen = () => {
    for (const type of [...POINTER, ...KEYBOARD]) {
      addEventListener(type, watch, { capture: true, passive: false });
    }
    addEventListener('submit', watchSubmit, { capture: true });
  };
  listen();

  new MutationObserver(() => { lastChange = performance.now(); listen(); }).observe(document, {
    subtree: true, childList: true, characterData: true,
    attributes: true, attributeFilter: ['class', 'hidden', 'open', 'disabled', 'aria-expanded'],
  });

  const deepestAt = (x, y, roots) => {
    let found = document.elementFromPoint(x, y);
    for (let next = found; next; ) {
      const root = next.shadowRoot || roots.find((r) => r.host === next);
      next = root ? root.elementFromPoint(x, y) : null;
      if (next === found) break;
      found = next || found;
    }
    return found;
  };
  const rootsAbove = (el) => {
    const roots = [];
    for (let root = el.getRootNode(); root instanceof ShadowRoot; root = root.host.getRootNode()) roots.unshift(root);
    return roots;
  };
  const inside = (el, outer) => {
    for (let at = el; at; at = at.parentNode || at.host) if (at === outer) return true;
    return false;
  };
  const boxesOf = (el) => [...el.getClientRects()].filter((r) => r.width > 1 && r.height > 1);
  const ACTS = 'a, button, input, select, textarea, label, summary, [role], [onclick], [tabindex]';
  // What shows of an element whose own box is empty: the first plain thing in it that has one, such
  // as a picture that floats in a link.
  const bodyOf = (el) => {
    if (boxesOf(el).length) return el;
    return [...el.querySelectorAll('*')].find((one) => !one.matches(ACTS) && boxesOf(one).length) || el;
  };
  // A point of `el` that is really `el` on top: the centre, else a few others.
  const openPoint = (el, roots) => {
    for (const box of boxesOf(bodyOf(el))) {
      for (const [u, v] of [[.5, .5], [.25, .5], [.75, .5], [.5, .25], [.5, .75]]) {
        const x = box.left + box.width * u, y = box.top + box.height * v;
        if (x < 0 || y < 0 || x >= innerWidth || y >= innerHeight) continue;
        const hit = deepestAt(x, y, roots);
        if (hit && (inside(hit, el) || inside(el, hit) && hit.tagName === 'LABEL')) return { x, y };
      }
    }
    return null;
  };

  globalThis.loanexit = {
    set(next) { listen(); mode = next; if (next !== 'armed') approved = null; },

    // Bring the element into view. Returns what it says now.
    show(el) {
      if (!el.isConnected) return null;
      const body = bodyOf(el);
      body.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: 'instant' });
      const box = body.getBoundingClientRect();
      const out = box.top < 0 || box.bottom > innerHeight || !openPoint(el, rootsAbove(el));
      if (out) body.scrollIntoView({ block: 'center', inline: 'nearest', behavior: 'instant' });
      return fold(isPressButton(el) ? el.value : isField(el) ? '' : (el.innerText ?? el.textContent));
    },

    // What shows of the approved element; its box tells where this document lies in the window.
    body() { return bodyOf(approved); },

    // Approve one element for one act. Returns the point to press, or why not.
    arm(el, withKeys) {
      listen();
      if (!el.isConnected) return { why: 'gone' };
      const roots = rootsAbove(el);
      const point = openPoint(el, roots);
      if (!point) return { why: 'covered' };
      at = point; approved = el; wording = wordsOf(el); keys = withKeys; mode = 'armed';
      guardedRoots = roots.filter((root) => root.mode === 'closed');
      for (const root of guardedRoots) {
        for (const type of [...POINTER, ...KEYBOARD]) root.addEventListener(type, watchInsideRoot, true);
      }
      return point;
    },

    // Still the same element on top at the point, saying the same? Asked right before the press.
    still() {
      listen();
      if (mode !== 'armed' || !approved || !approved.isConnected) return 'gone';
      if (wordsOf(approved) !== wording) return 'label_changed';
      const hit = deepestAt(at.x, at.y, rootsAbove(approved));
      return hit && (inside(hit, approved) || inside(approved, hit) && hit.tagName === 'LABEL') ? 'yes' : 'covered';
    },

    quietFor() { return document.readyState === 'loading' ? -1 : performance.now() - lastChange; },

    // Resolves true when nothing has changed for `quiet` ms, false after `patience` ms.
    settled(quiet, patience) {
      const began = performance.now();
      return new Promise((resolve) => {
        const ask = () => {
          const now = performance.now();
          if (document.readyState !== 'loading' && now - lastChange >= quiet) resolve(true);
          else if (now - began >= patience) resolve(false);
          else setTimeout(ask, 15);
        };
        ask();
      });
    },

    scrollBy(el) {
      let at = el;
      while (at && !(at.scrollHeight > at.clientHeight + 1 && /auto|scroll/.test(getComputedStyle(at).overflowY))) {
        at = at.parentElement || (at.getRootNode().host ?? null);
      }
      const scroller = at || document.scrollingElement || document.documentElement;
      const before = scroller.scrollTop;
      scroller.scrollBy({ top: scroller.clientHeight * 0.8, behavior: 'instant' });
      return scroller.scrollTop !== before;
    },
  };
})();
