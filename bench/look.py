"""One look at pages of growing size, against a viewport screenshot and `aria_snapshot()`.

A look is everything from the page at rest to a Screen with its findings and the effect of every
control: snapshot, decoding, layout, reading. The peers are asked about the same page, in turn.
Pages of other shapes are looked at alone, at two sizes: what a look costs per node must not grow.

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
SMALL, LARGE = 1000, 20000
SHAPES = {  # nodes of one piece, and its mark-up; "#" is its number, "@" a word
    "rows": (5, "<span>@#</span><span style='margin-left:40px'>已设置</span>"),
    "form": (6, "<label for=f#>@#</label><input id=f# placeholder=请输入><button>提交#</button>"),
    "shop": (
        8, "<div style='position:relative'><img width=200 height=120><i class='icon icon-cart' "
        "style='position:absolute;width:30px;height:30px'></i><b>¥#.00</b><button>@#</button></div>",
    ),
    "under a dialog": (5, "<span>@#</span><span>已设置</span>"),
    "one paragraph": (4, "<a href='#'>@#</a> 之后 "),
}  # fmt: skip
_DIALOG = (
    "<div role=dialog style='position:fixed;inset:100px;background:#fff'><h3>账户提示</h3>"
    "<p>您有未结清的借款，暂无法注销账户</p><button>取消</button><button>知道了</button></div>"
)
_PAGE = """<!doctype html><html lang=zh><meta charset=utf-8><title>设置</title><h2>设置</h2>
<main></main>OVER<script>{
const words = ['账户与安全', '支付设置', '通知', '隐私', '关于我们', '客服', '收货地址', '会员'];
const main = document.querySelector('main');
for (let i = 0; i < PIECES; i++) {
  const piece = document.createElement('PART');
  piece.innerHTML = "MARKUP".replaceAll('#', i).replaceAll('@', words[i % 8]);
  if ('PART' === 'div') piece.onclick = () => {};
  main.append(piece);
}}
</script>"""


def page_of(shape: str, size: int) -> str:
    """Return a page of about so many nodes, made of pieces of that shape."""
    nodes, markup = SHAPES[shape]
    flows = shape == "one paragraph"
    text = _PAGE.replace("OVER", _DIALOG if shape == "under a dialog" else "")
    text = text.replace("PART", "span" if flows else "div").replace("MARKUP", markup)
    return text.replace("PIECES", str(size // nodes))


def main(rounds: int) -> None:
    """Measure every size and shape and print the tables."""
    lexicon = builtin_lexicon()
    with sync_playwright() as playwright:
        browser = launch(playwright, find_browser(), headless=True)
        window = Window(browser, WindowPlan(Fence(("localhost",)), origin=Network()))

        def sight_only() -> object:
            return see(window.link, window.view(settled=True)).screen

        def whole_look() -> object:
            screen = see(window.link, window.view(settled=True)).screen
            return read(screen, lexicon), effects(screen, lexicon)

        def screenshot() -> object:
            return window.page.screenshot(caret="initial")

        def aria() -> object:
            return window.page.locator("body").aria_snapshot()

        def measure(shape: str, size: int, *asked: Callable[[], object]) -> tuple[float, ...]:
            window.page.set_content(page_of(shape, size))
            seen = see(window.link, window.view(settled=True)).screen
            if len(seen.elements) < size // SHAPES[shape][0]:
                raise SystemExit(f"only {len(seen.elements)} controls on {size} nodes of {shape}")
            return in_turn(asked, rounds)

        peers = whole_look, sight_only, screenshot, aria
        report([(size, *measure("rows", size, *peers)) for size in SIZES])
        shapes = [shape for shape in SHAPES if shape != "rows"]
        rounds = max(rounds // 2, 1)
        few = {shape: measure(shape, SMALL, whole_look)[0] / SMALL for shape in shapes}
        many = {shape: measure(shape, LARGE, whole_look)[0] / LARGE for shape in shapes}
        browser.close()
    report_shapes(few, many)


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


def report(rows: list[tuple[float, ...]]) -> None:
    """Print what a look at rows costs at each size, and against the peers."""
    print(f"{'nodes':>7}{'look':>9}{'of it sight':>13}{'screenshot':>12}{'aria':>9}"
          f"{'look/shot':>11}{'look/aria':>11}{'us/node':>9}")  # fmt: skip
    for size, look, sight, shot, aria in rows:
        print(f"{size:>7}{look:>7.1f}ms{sight:>11.1f}ms{shot:>10.1f}ms{aria:>7.1f}ms"
              f"{look / shot:>11.2f}{look / aria:>11.2f}{look / size * 1000:>9.1f}")  # fmt: skip
    print("goal: look/shot <= 1 at 1,000 nodes; us/node about constant (linear growth)\n")


def report_shapes(few: dict[str, float], many: dict[str, float]) -> None:
    """Print what a look costs per node of pages of other shapes."""
    print(f"{'us/node of':>16}{SMALL:>9,}{LARGE:>9,}{'growth':>9}")
    for shape, one in few.items():
        print(f"{shape:>16}{one * 1000:>9.1f}{many[shape] * 1000:>9.1f}{many[shape] / one:>9.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 7)
