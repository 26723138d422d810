"""One look at pages of growing size, against a viewport screenshot and `aria_snapshot()`.

A look is everything from the page at rest to a Screen with its findings and the effect of every
control: snapshot, decoding, layout, reading. The peers are asked about the same page, in turn.

    python -m bench.look [ROUNDS]
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable

from playwright.sync_api import sync_playwright

from loanexit_auto.browser.fence import Fence
from loanexit_auto.browser.launch import find_browser, launch
from loanexit_auto.browser.router import Network
from loanexit_auto.browser.sight import see
from loanexit_auto.browser.window import Window, WindowPlan
from loanexit_auto.scenario.wordbook import builtin_lexicon
from loanexit_auto.screen.effects import effects
from loanexit_auto.screen.reading import read

SIZES = (100, 1000, 5000, 20000)  # DOM nodes, near enough
_PER_ROW = 5  # div, span, text, span, text
_PAGE = """<!doctype html><html lang=zh><meta charset=utf-8><title>设置</title><h2>设置</h2>
<script>{
const words = ['账户与安全', '支付设置', '通知', '隐私', '关于我们', '客服', '收货地址', '会员'];
for (let i = 0; i < ROWS; i++) {
  const row = document.createElement('div');
  row.innerHTML = `<span>${words[i % 8]}${i}</span><span style="margin-left:40px">已设置</span>`;
  row.onclick = () => {};
  document.body.append(row);
}}
</script>"""


def main(rounds: int) -> None:
    """Measure every size and print the table."""
    lexicon = builtin_lexicon()
    rows: list[tuple[int, float, float, float, float]] = []
    with sync_playwright() as playwright:
        browser = launch(playwright, find_browser(), headless=True)
        window = Window(browser, WindowPlan(Fence(("localhost",)), origin=Network()))
        for size in SIZES:
            window.page.set_content(_PAGE.replace("ROWS", str(size // _PER_ROW)))
            seen = see(window.link, window.view(settled=True)).screen
            if len(seen.elements) < size // _PER_ROW:
                raise SystemExit(f"only {len(seen.elements)} controls seen on the page of {size}")

            def sight_only() -> object:
                return see(window.link, window.view(settled=True)).screen

            def whole_look() -> object:
                screen = see(window.link, window.view(settled=True)).screen
                return read(screen, lexicon), effects(screen, lexicon)

            page = window.page
            asked: tuple[Callable[[], object], ...] = (
                whole_look, sight_only,
                lambda page=page: page.screenshot(caret="initial"),
                lambda page=page: page.locator("body").aria_snapshot(),
            )  # fmt: skip
            rows.append((size, *in_turn(asked, rounds)))
        browser.close()
    report(rows)


def in_turn(asked: tuple[Callable[[], object], ...], rounds: int) -> tuple[float, ...]:
    """Return the median milliseconds of each, asked one after the other in every round."""
    for ask in asked:
        ask()
    times: list[list[float]] = [[] for _ in asked]
    for _ in range(rounds):
        for kept, ask in zip(times, asked, strict=True):
            began = time.perf_counter()
            ask()
            kept.append((time.perf_counter() - began) * 1000)
    return tuple(statistics.median(kept) for kept in times)


def report(rows: list[tuple[int, float, float, float, float]]) -> None:
    print(f"{'nodes':>7}{'look':>9}{'of it sight':>13}{'screenshot':>12}{'aria':>9}"
          f"{'look/shot':>11}{'look/aria':>11}{'us/node':>9}")  # fmt: skip
    for size, look, sight, shot, aria in rows:
        print(f"{size:>7}{look:>7.1f}ms{sight:>11.1f}ms{shot:>10.1f}ms{aria:>7.1f}ms"
              f"{look / shot:>11.2f}{look / aria:>11.2f}{look / size * 1000:>9.1f}")  # fmt: skip
    print("goal: look/shot <= 1 at 1,000 nodes; us/node about constant (linear growth)")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 7)
