// Runs in an isolated world of its own, in every document, while a person records a way through
// menus. It reports where a trusted click landed and what the clicked control says, so that it can
// be told from a control that has just taken its place. Never a field, never a key, never a value.
(() => {
  if (globalThis.loanexitWatches) return;
  globalThis.loanexitWatches = true;
  const isField = (el) => /^(INPUT|TEXTAREA|SELECT|OPTION)$/.test(el.tagName) || el.isContentEditable;
  addEventListener('click', (event) => {
    const path = event.composedPath().filter((node) => node instanceof Element);
    if (!event.isTrusted || !path.length || path.some(isField)) return;
    // What lies in a closed shadow root is not in the path: it begins with the root's host.
    const inside = path[0].tagName.includes('-') && !path[0].shadowRoot && !(path[0].textContent || '').trim() ? location.origin + location.pathname : '';
    const words = path.slice(0, 6).map((el) => (el.innerText || '').trim()).filter((text) => text && text.length <= 120);
    loanexitClicked(JSON.stringify({ x: event.clientX, y: event.clientY, words, inside }));
  }, { capture: true });
})();
