// Draws window.SITE: one page at a time, by the site's own router and in its own style.
(() => {
  const site = window.SITE;
  const app = document.getElementById('app');
  const closedNags = new Set(JSON.parse(sessionStorage.getItem('nags') || '[]'));
  const stack = [0]; // of the opaque router
  let opened = -1;
  let searching = false;

  const el = (tag, className, text) => {
    const made = document.createElement(tag);
    if (className) made.className = className;
    if (text) made.textContent = text;
    return made;
  };
  const post = (path, label) => fetch(path, {
    method: 'POST', keepalive: true, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ label }),
  });

  // -- routers ------------------------------------------------------------------------------
  const inFrame = location.pathname.startsWith('/frame/');
  const number = (text) => Number((text.match(/\/s\/(\d+)/) || [0, 0])[1]);
  const current = () => {
    if (inFrame) return Number(location.pathname.split('/').pop());
    if (site.router === 'hash') return number(location.hash);
    if (site.router === 'opaque') return stack[stack.length - 1];
    return number(location.pathname);
  };
  const address = (page) => (site.router === 'hash' ? `#/s/${page}` : `/s/${page}`);
  const go = (page, popup) => {
    if (inFrame) return parent.goFromFrame(page);
    opened = -1; searching = false;
    if (site.router === 'path') { if (popup) window.open(address(page)); else location.href = address(page); return; }
    if (site.router === 'hash') { location.hash = `/s/${page}`; return; }
    if (site.router === 'history') history.pushState({}, '', address(page));
    if (site.router === 'opaque') stack.push(page);
    draw();
  };
  window.goFromFrame = (page) => go(page);
  const back = () => {
    if (site.router === 'opaque') { if (stack.length > 1) stack.pop(); opened = -1; draw(); } else history.back();
  };
  addEventListener('popstate', () => { opened = -1; if (!inFrame) draw(); });
  if (site.router === 'hash') addEventListener('hashchange', () => { opened = -1; draw(); });

  // -- rows ---------------------------------------------------------------------------------
  const TAGS = { div: 'div', anchor: 'a', button: 'button', list: 'li' };
  const control = (label, act, extra) => {
    const made = el(TAGS[site.style], `row ${extra || ''}`, label);
    if (site.style === 'anchor') made.href = 'javascript:void(0)';
    made.addEventListener('click', (event) => { event.preventDefault(); act(); });
    return made;
  };
  const press = (row, page) => {
    if (row.kind === 'go') go(row.to, page.shape === 'popup');
    if (['forbidden', 'toggle', 'device'].includes(row.kind)) post('/noted/forbidden', row.label);
    if (row.kind === 'entry') { post('/noted/forbidden', row.label); post('/member/leave', row.label); }
  };
  const rowOf = (row, page) => {
    const made = control(row.icon ? '' : row.label, () => press(row, page));
    if (row.icon) { made.append(el('i', `icon ${row.icon}`)); made.classList.add('iconic'); }
    if (row.kind === 'toggle') {
      const handle = el('span', 'switch');
      handle.setAttribute('role', 'switch'); handle.setAttribute('aria-checked', 'false');
      handle.setAttribute('aria-label', row.label);
      made.append(handle);
    }
    return made;
  };

  // -- shapes -------------------------------------------------------------------------------
  const fill = (holder, rows, page) => {
    if (page.shape === 'lazy') return lazily(holder, rows, page);
    if (page.shape === 'scroller') return virtually(holder, rows, page);
    rows.forEach((row) => holder.append(rowOf(row, page)));
  };
  const lazily = (holder, rows, page) => {
    let drawn = 0;
    const more = () => rows.slice(drawn, drawn += 4).forEach((row) => holder.append(rowOf(row, page)));
    more();
    const spacer = el('div'); spacer.style.height = '900px'; app.append(spacer);
    const scrolled = () => {
      if (!spacer.isConnected || drawn >= rows.length) removeEventListener('scroll', scrolled); else more();
    };
    addEventListener('scroll', scrolled, { passive: true });
  };
  const virtually = (holder, rows, page) => {
    const box = el('div', 'scroller');
    const inner = el('div'); inner.style.cssText = `position:relative;height:${rows.length * 48}px`;
    const draw = () => {
      const first = Math.max(0, Math.floor(box.scrollTop / 48) - 1);
      inner.replaceChildren(...rows.slice(first, first + 7).map((row, at) => {
        const made = rowOf(row, page);
        made.style.cssText = `position:absolute;top:${(first + at) * 48}px;height:48px`;
        return made;
      }));
    };
    box.addEventListener('scroll', draw, { passive: true });
    box.append(inner); holder.append(box); draw();
  };
  const visible = (page) => {
    const firstTab = page.groups.findIndex((group) => group.kind === 'tab');
    const over = opened >= 0 && ['sheet', 'drawer'].includes(page.groups[opened].kind);
    const open = over ? -1 : opened;
    return page.groups.flatMap((group, at) => {
      if (group.kind === 'tab') return at === (open >= 0 ? open : firstTab) ? group.rows : [];
      return group.kind === 'open' || at === open ? group.rows : [];
    });
  };
  const toggle = (at) => { opened = opened === at ? -1 : at; draw(); };

  // -- drawing ------------------------------------------------------------------------------
  const bar = (page) => {
    const made = el('div', 'bar');
    if (page.number) {
      const leave = el('span', 'leave', site.words.back); leave.style.cursor = 'pointer';
      leave.addEventListener('click', back); made.append(leave);
    }
    made.append(el('h1', '', page.title));
    if (page.search === 'icon' && !searching) {
      const icon = el('span', '', site.words.search); icon.style.cursor = 'pointer';
      icon.addEventListener('click', () => { searching = true; draw(); }); made.append(icon);
    }
    return made;
  };
  const searchField = () => {
    const field = el('input', 'search'); field.type = 'search'; field.placeholder = site.words.search;
    field.addEventListener('keydown', (event) => { if (event.key === 'Enter' && site.search_page !== null) go(site.search_page); });
    return field;
  };
  const ad = (page) => {
    const words = ['夏日清凉购 2 件 8 折', '新人专享大礼包', '周年庆限时秒杀', '免费领取出行礼券'];
    return el('div', 'ad banner', words[(page.number + performance.timeOrigin) % 4 | 0]);
  };
  const body = (page, holder) => {
    page.groups.forEach((group, at) => {
      if (group.kind !== 'open') holder.append(control(group.name, () => toggle(at), 'opener'));
    });
    fill(holder, visible(page), page);
  };
  const overlay = (page) => {
    if (opened < 0 || !['sheet', 'drawer'].includes(page.groups[opened].kind)) return;
    const over = el('div', 'over'); const held = el('div', page.groups[opened].kind);
    page.groups[opened].rows.forEach((row) => held.append(rowOf(row, page)));
    held.append(control(site.words.cancel, () => { opened = -1; draw(); }));
    over.append(held); app.append(over);
  };
  const nag = (page) => {
    if (!page.nag || closedNags.has(page.number)) return;
    const over = el('div', 'over'); const held = el('div', 'notice');
    held.append(el('p', '', site.language === 'en' ? 'Turn on messages and never miss an offer' : '开启消息，活动不错过'));
    const button = el('button', '', page.nag);
    button.addEventListener('click', () => {
      closedNags.add(page.number); sessionStorage.setItem('nags', JSON.stringify([...closedNags])); draw();
    });
    held.append(button); over.append(held); app.append(over);
  };
  const frameOf = (page) => {
    const made = el('iframe'); made.src = `/frame/${page.number}`; return made;
  };
  const shadowed = (page) => {
    const host = el('div'); const root = host.attachShadow({ mode: page.number % 2 ? 'closed' : 'open' });
    const style = el('link'); style.rel = 'stylesheet'; style.href = '/static/app.css';
    const holder = el('div'); root.append(style, holder); body(page, holder); return host;
  };
  const content = (page) => {
    if (inFrame) { app.replaceChildren(); body(page, app); return; }
    page.text.forEach((line) => app.append(el('p', 'text', line)));
    if (page.search === 'field' || searching) app.append(searchField());
    if (page.shape === 'frame') app.append(frameOf(page));
    else if (page.shape === 'shadow') app.append(shadowed(page));
    else body(page, app);
    overlay(page); nag(page);
  };
  let late = 0; // the rows of a page that draws them late, drawn once however often it was asked
  const draw = () => {
    const page = site.pages[current()];
    clearTimeout(late);
    document.title = `(${Date.now() % 9}) ${page.title}`;
    if (inFrame) return content(page);
    app.replaceChildren(bar(page), el('div', 'mock', '模拟页面 Mock'), el('div', 'clock', new Date().toLocaleTimeString()), ad(page));
    if (page.shape === 'late') late = setTimeout(() => { if (site.pages[current()] === page) content(page); }, 180);
    else content(page);
    return undefined;
  };
  draw();
})();
