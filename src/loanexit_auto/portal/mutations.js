// Rebuilds what a page of a mutated mock portal draws. Runs first in every document. Controls are
// moved, covered or put behind another control, never removed: their own listeners go with them.
(() => {
  'use strict';
  const plan = __PLAN__;
  const on = (kind) => plan.kinds.includes(kind);
  const chinese = !plan.entry.length || /[\u4e00-\u9fff]/.test(plan.entry.join(''));
  const say = (zh, en) => (chinese ? zh : en);

  // ---- the whole site inside a frame -------------------------------------------------------
  if (on('iframe') && self === top) {
    // What follows in the document is read as text, and so never runs. It is not stopped: of a
    // document that was stopped the browser never says that it is there.
    document.write('<body style="margin:0"><plaintext style="display:none">');
    document.addEventListener('DOMContentLoaded', () => {
      document.head.innerHTML = '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">';
      const frame = document.createElement('iframe');
      frame.src = location.href;
      frame.style.cssText = 'border:0;display:block;width:100vw;height:100vh';
      document.body.replaceChildren(frame);
    });
    return;
  }

  // ---- which controls have a listener: frameworks put them on plain divs --------------------
  const listening = new WeakSet();
  const add = EventTarget.prototype.addEventListener;
  EventTarget.prototype.addEventListener = function (type, ...rest) {
    if (type === 'click' && this instanceof Element) listening.add(this);
    return add.call(this, type, ...rest);
  };

  const fold = (text) => text.replace(/\s+/g, '').replace(/账号|帐号|帐户/g, '账户').toLowerCase();
  const labels = new Set(plan.entry.map(fold));
  const ours = new WeakSet();
  const textOf = (el) => el.textContent.replace(/\s+/g, ' ').trim();
  const isControl = (el) => el.matches('a, button, [role=button], [role=link], [role=menuitem], li') ||
    listening.has(el) || getComputedStyle(el).cursor === 'pointer';
  const hashOf = (text) => {
    let hash = plan.seed | 0;
    for (const char of text) hash = Math.imul(hash ^ char.codePointAt(0), 0x9e3779b1) >>> 0;
    return hash;
  };
  const dice = (text) => {
    let state = hashOf(text) || 1;
    return () => {
      state = (state + 0x6d2b79f5) >>> 0;
      let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
      mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed);
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
    };
  };

  // A row that looks like `row` and does only what `press` does.
  const lookAlike = (row, label, press) => {
    const made = document.createElement('div');
    made.className = row.className;
    made.style.cssText = row.style.cssText;
    made.style.cursor = 'pointer';
    const inner = document.createElement('span');
    inner.textContent = label;
    made.append(inner);
    made.addEventListener('click', press);
    ours.add(made);
    return made;
  };

  // The rows that are the entry: exactly its label, on a control, no heading and no part of a form.
  const entryRows = (root) => {
    const rows = [];
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (!labels.has(fold(node.data))) continue;
      let at = node.parentElement;
      if (!at || at.closest('h1, h2, h3, header, form, dialog, [role=dialog], [role=heading], script, style, title')) continue;
      const words = textOf(at).length;
      let row = null;
      for (; at && at !== document.body; at = at.parentElement) {
        if (ours.has(at)) { row = null; break; } // a copy or a row of ours
        if (textOf(at).length > words + 40) break;
        if (isControl(at)) row = at;
      }
      if (row && row.parentNode && !rows.includes(row)) rows.push(row);
    }
    return rows;
  };

  // ---- a level deeper: the entry and two harmless rows behind “more” ------------------------
  const moved = new WeakSet();
  const deepen = (root) => {
    for (const row of entryRows(root)) {
      if (moved.has(row)) continue;
      moved.add(row);
      const list = row.parentNode;
      const inside = document.createElement('div');
      inside.style.display = 'none';
      const more = lookAlike(row, say('更多', 'More'), () => {
        // the other rows go; what is written above and below them stays, as under any heading
        for (const other of list.children) if (other === more || isControl(other)) other.style.setProperty('display', 'none', 'important');
        inside.style.display = '';
      });
      list.insertBefore(more, row);
      list.insertBefore(inside, row);
      inside.append(lookAlike(row, say('意见反馈', 'Feedback'), () => {}), row, lookAlike(row, say('关于我们', 'About us'), () => {}));
    }
  };

  // ---- rows that close something else, beside the entry --------------------------------------
  const FALSE_FRIENDS = chinese
    ? ['注销设备', '关闭消息通知', '注销发票抬头', '关闭免密支付', '解除微信绑定']
    : ['Close notifications', 'Remove device', 'Close chat', 'Delete address'];
  const accompanied = new WeakSet();
  const accompany = (root) => {
    for (const row of entryRows(root)) {
      if (accompanied.has(row)) continue;
      accompanied.add(row);
      const roll = dice(textOf(row));
      const from = Math.floor(roll() * FALSE_FRIENDS.length);
      for (const step of [0, 1]) {
        const label = FALSE_FRIENDS[(from + step) % FALSE_FRIENDS.length];
        row.parentNode.insertBefore(lookAlike(row, label, () => toast(say('没有可操作的内容', 'Nothing to do'))), row);
      }
    }
  };
  const toast = (words) => {
    const note = document.createElement('div');
    note.textContent = words;
    note.style.cssText = 'position:fixed;left:50%;bottom:80px;transform:translateX(-50%);background:#333;color:#fff;padding:8px 16px;border-radius:6px;z-index:9998;pointer-events:none';
    document.body.append(note);
    setTimeout(() => note.remove(), 900);
  };

  // ---- another order of rows ------------------------------------------------------------------
  const ordered = new WeakSet();
  const isRow = (el) => {
    const words = textOf(el);
    return /^(A|LI|DIV|BUTTON)$/.test(el.tagName) && words.length >= 2 && words.length <= 40 &&
      !/^[\d\s.,%¥*-]+$/.test(words) && !el.querySelector('input, select, textarea, form') && isControl(el);
  };
  const alike = (a, b) => a.tagName === b.tagName && a.classList[0] === b.classList[0];
  const reorder = (list) => {
    let run = [];
    const runs = [];
    for (const child of [...list.children, null]) {
      if (child && isRow(child) && (!run.length || alike(run[0], child))) { run.push(child); continue; }
      if (run.length > 2) runs.push(run);
      run = child && isRow(child) ? [child] : [];
    }
    for (const rows of runs) {
      if (rows.some((row) => ordered.has(row))) continue;
      rows.forEach((row) => ordered.add(row));
      const roll = dice(rows.map(textOf).join('|'));
      const after = rows[rows.length - 1].nextSibling;
      const shuffled = rows.map((row) => [roll(), row]).sort((a, b) => a[0] - b[0]);
      for (const [, row] of shuffled) list.insertBefore(row, after);
    }
  };

  // ---- plain divs instead of links and buttons: they pass the click on --------------------------
  const LOOKS = ['display', 'padding', 'margin', 'background', 'color', 'border', 'border-radius', 'font',
    'text-align', 'box-sizing', 'width', 'flex', 'align-self', 'align-items', 'justify-content', 'gap', 'line-height'];
  const stood = new WeakSet();
  const undress = (control) => {
    if (stood.has(control) || !textOf(control)) return;
    const look = getComputedStyle(control);
    if (look.display === 'none' || look.display === 'contents') return;
    stood.add(control);
    const plain = document.createElement('div');
    ours.add(plain);
    plain.className = control.className;
    for (const name of LOOKS) {
      if (name !== 'width') plain.style.setProperty(name, look.getPropertyValue(name));
    }
    if (look.display.startsWith('inline')) plain.style.display = 'inline-block';
    plain.style.cursor = 'pointer';
    const mirror = () => {
      plain.replaceChildren(...[...control.childNodes].map((node) => node.cloneNode(true)));
      plain.style.opacity = control.disabled ? '.5' : '';
      if (control.disabled) plain.setAttribute('aria-disabled', 'true');
      else plain.removeAttribute('aria-disabled');
      plain.hidden = control.hidden;
    };
    mirror();
    new MutationObserver(mirror).observe(control, { childList: true, characterData: true, subtree: true, attributes: true, attributeFilter: ['disabled', 'hidden'] });
    plain.addEventListener('click', (event) => { event.stopPropagation(); control.click(); });
    control.before(plain);
    control.style.setProperty('display', 'none', 'important');
  };

  // ---- the other half of an A/B test: the main menu behind a button ------------------------------
  const folded = new WeakSet();
  const foldMenus = () => {
    for (const menu of document.querySelectorAll('nav, [role=navigation], .tabbar, .tabs')) {
      if (folded.has(menu) || menu.closest('[data-folded]') || menu.querySelectorAll('a, button, [role], div, li').length < 2) continue;
      if (!textOf(menu)) continue;
      folded.add(menu);
      menu.dataset.folded = '';
      menu.style.setProperty('display', 'none', 'important');
      const opener = document.createElement('div');
      ours.add(opener);
      opener.textContent = say('☰ 菜单', '☰ Menu');
      opener.style.cssText = 'position:relative;z-index:50;padding:10px 16px;cursor:pointer;background:#fff;border-bottom:1px solid #ddd;color:#222';
      opener.addEventListener('click', () => {
        if (menu.style.display === 'none') menu.style.removeProperty('display');
        else menu.style.setProperty('display', 'none', 'important');
      });
      document.body.prepend(opener);
    }
  };

  // ---- nags: once a visit, closed by its own button ----------------------------------------------
  const NAGS = chinese
    ? [['开启消息通知', '第一时间了解账单与优惠', '立即开启', '以后再说'], ['新人礼包待领取', '下载客户端即可领取', '去领取', '暂不需要'], ['完善资料送积分', '只需一分钟', '去完善', '跳过']]
    : [['Turn on notifications', 'Never miss an offer', 'Turn on', 'Not now'], ['Get our app', 'Faster and simpler', 'Get the app', 'Maybe later'], ['Complete your profile', 'It takes a minute', 'Start', 'Skip']];
  const nag = () => {
    try {
      if (sessionStorage.getItem('nagged')) return;
      sessionStorage.setItem('nagged', '1');
    } catch { return; }
    const [title, words, lure, leave] = NAGS[hashOf('nag') % NAGS.length];
    const veil = document.createElement('div');
    veil.setAttribute('role', 'dialog');
    ours.add(veil);
    veil.style.cssText = 'position:fixed;inset:0;background:rgba(0,0,0,.55);z-index:9990;display:flex;align-items:center;justify-content:center';
    const card = document.createElement('div');
    card.style.cssText = 'background:#fff;color:#222;border-radius:12px;padding:24px;width:280px;text-align:center;font:15px/1.6 system-ui,sans-serif';
    const line = (text, style, press) => {
      const part = document.createElement('div');
      part.textContent = text;
      part.style.cssText = style;
      if (press) { part.style.cursor = 'pointer'; part.addEventListener('click', press); }
      card.append(part);
    };
    const away = () => veil.remove();
    line(title, 'font-size:18px;font-weight:600');
    line(words, 'margin:8px 0 16px;color:#666');
    line(lure, 'background:#e4393c;color:#fff;border-radius:20px;padding:8px', away);
    line(leave, 'margin-top:12px;color:#888', away);
    veil.append(card);
    document.body.append(veil);
  };

  // ---- late: nothing is drawn at first, nor right after each change of address ---------------------
  const hide = () => {
    const cover = document.createElement('style');
    cover.textContent = 'body > *:not(iframe) { display: none !important } body::before { content: "…"; padding: 40px; display: block }';
    document.documentElement.append(cover);
    return () => setTimeout(() => cover.remove(), plan.delay);
  };
  if (on('late')) {
    const show = hide();
    add.call(document, 'DOMContentLoaded', show);
    const again = () => hide()();
    add.call(window, 'hashchange', again);
    const push = history.pushState;
    history.pushState = function (...rest) { push.apply(this, rest); again(); };
  }

  const rebuild = (root) => {
    if (on('decoys')) accompany(root);
    if (on('deeper')) deepen(root);
    if (on('order')) for (const list of [root, ...root.querySelectorAll('*')]) reorder(list);
    if (on('divs')) for (const control of root.querySelectorAll('a[href], button')) undress(control);
  };
  const attend = (root) => {
    rebuild(root);
    new MutationObserver(() => rebuild(root)).observe(root, { childList: true, subtree: true });
  };
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (init) {
    const root = attach.call(this, init);
    queueMicrotask(() => attend(root));
    return root;
  };
  add.call(document, 'DOMContentLoaded', () => {
    // after the page's own scripts of this moment, which look for their controls by class
    queueMicrotask(() => setTimeout(() => {
      attend(document.body);
      if (on('menu')) foldMenus();
      if (on('nags')) setTimeout(nag, plan.delay);
    }, 0));
  });
})();
