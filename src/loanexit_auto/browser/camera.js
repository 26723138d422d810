// Runs in the isolated world beside the tripwire, for the camera. It reads, and it scrolls inner
// panes and puts them back; it changes nothing that is serialised, and the page hears no scroll.
(() => {
  if (globalThis.loanexitCamera) return;
  let quietly = false; // whether a scroll is ours, and no news for the page

  for (const type of ['scroll', 'scrollend']) {
    addEventListener(type, (event) => { if (quietly) event.stopImmediatePropagation(); }, true);
  }

  const rootsBelow = (root, found) => {
    for (const el of root.querySelectorAll('*')) {
      if (el.shadowRoot) { found.push(el.shadowRoot); rootsBelow(el.shadowRoot, found); }
    }
    return found;
  };

  const serialised = () => {
    const top = document.documentElement;
    if (!top) return '';
    const shadowRoots = rootsBelow(document, []);
    const attributes = [...top.attributes].map((a) => `${a.name}=${JSON.stringify(a.value)}`);
    const inner = top.getHTML ? top.getHTML({ shadowRoots }) : top.innerHTML;
    return [document.contentType, document.doctype?.name, ...attributes, inner].join('\n');
  };

  // 64 bits of a salted fingerprint (cyrb53's mixing). It is compared with another one taken a
  // moment later, never with anything else, and its salt is thrown away.
  const mixed = (text, seed) => {
    let one = 0xdeadbeef ^ seed, two = 0x41c6ce57 ^ seed;
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      one = Math.imul(one ^ code, 2654435761);
      two = Math.imul(two ^ code, 1597334677);
    }
    one = Math.imul(one ^ (one >>> 16), 2246822507) ^ Math.imul(two ^ (two >>> 13), 3266489909);
    two = Math.imul(two ^ (two >>> 16), 2246822507) ^ Math.imul(one ^ (one >>> 13), 3266489909);
    return [one, two].map((half) => (half >>> 0).toString(16).padStart(8, '0')).join('');
  };

  // A frame later the new position is painted; a window out of sight draws no frames.
  const painted = () => new Promise((resolve) => {
    setTimeout(resolve, 250);
    requestAnimationFrame(() => requestAnimationFrame(resolve));
  });

  const scrollerOf = (el) => el || document.scrollingElement || document.documentElement;
  const isOwn = (el) => {
    if (!el) return true;
    if (el === document.scrollingElement) return false; // the view, not a pane in it
    const lent = el === document.body && getComputedStyle(document.documentElement).overflowY === 'visible';
    return !lent && /auto|scroll|overlay/.test(getComputedStyle(el).overflowY);
  };

  globalThis.loanexitCamera = {
    // What is serialised and where it is scrolled to, as a fingerprint; how long nothing changed.
    state(one, two) {
      const text = serialised() + `\n${scrollX} ${scrollY}`;
      const width = document.documentElement?.scrollWidth ?? 0;
      return { dom: mixed(text, one) + mixed(text, two), quiet: loanexit.quietFor(), width };
    },

    // Where a pane is scrolled to, how much it shows and how much it holds; null if it is none.
    measure(el = null) {
      if (!isOwn(el)) return null;
      const pane = scrollerOf(el);
      return { top: pane.scrollTop, height: pane.clientHeight, full: pane.scrollHeight };
    },

    // Scroll a pane without telling the page; returns where it is then.
    async goTo(el, top) {
      quietly = true;
      scrollerOf(el).scrollTo({ top, behavior: 'instant' });
      await painted();
      quietly = false;
      return scrollerOf(el).scrollTop;
    },
  };
})();
