"""Renders the corpus: every page of families/ in a headless browser, as a saved Screen.

    python tools/corpus/render.py [FAMILY ...]

Run `npm install && npm run build` in this folder first. Writes tests/corpus/<part>/<family>/.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import camera
from playwright.sync_api import Page, Route
from ruamel.yaml import YAML

from loanexit_auto.screen.model import Screen
from loanexit_auto.screen.saved import dump

HERE = Path(__file__).resolve().parent
CORPUS = HERE.parents[1] / "tests" / "corpus"
ORIGIN = "https://corpus.example"
SETTLING = 700  # milliseconds; the libraries' opening animations


def families(names: list[str]) -> Iterator[tuple[str, Path, dict[str, Any]]]:
    """Yield (part, file, data) of each family, or of the named ones."""
    for path in sorted((HERE / "families").glob("*/*.yaml")):
        if not names or path.stem in names:
            yield path.parent.name, path, YAML(typ="safe").load(path.read_text(encoding="utf-8"))


def serve(page: Page, shown: dict[str, str]) -> None:
    """Answer the corpus's own addresses from this folder; everything else is off line."""

    def answer(route: Route) -> None:
        path = route.request.url.removeprefix(ORIGIN).split("?")[0]
        file = HERE / path.lstrip("/")
        if not route.request.url.startswith(ORIGIN):
            route.abort()
        elif path.startswith("/page"):
            route.fulfill(body=shown["html"], content_type="text/html; charset=utf-8")
        elif file.is_file() and HERE in file.resolve().parents:
            kind = "text/css" if file.suffix == ".css" else "text/javascript"
            route.fulfill(body=file.read_bytes(), content_type=f"{kind}; charset=utf-8")
        else:
            route.fulfill(status=404, body="")

    page.route("**/*", answer)


def shell(library: str, device: str, page: dict[str, Any]) -> str:
    """Return the HTML that mounts one page with one library."""
    inside = json.dumps({"title": page.get("title", ""), "body": page["body"]}, ensure_ascii=False)
    text = (HERE / "shell.html").read_text(encoding="utf-8")
    text = text.replace("LIBRARY", library).replace("DEVICE", device)
    return text.replace("PAGEJSON", inside.replace("</", "<\\/"))


def drawn(family: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yield (name, library, page); a family with several libraries has each page in each."""
    libraries = family.get("libraries", [family.get("library")])
    for name, page in family["pages"].items():
        for library in [page["library"]] if "library" in page else libraries:
            yield (name if len(libraries) == 1 else f"{name}-{library}"), library, page


def render(part: str, path: Path, family: dict[str, Any], browser: Any) -> int:
    """Write the Screens and labels of one family; return how many pages it has."""
    folder = CORPUS / part / path.stem
    folder.mkdir(parents=True, exist_ok=True)
    labels: dict[str, Any] = {}
    for name, library, page in drawn(family):
        device = page.get("device", family["device"])
        with camera.tab(browser, device) as tab:
            errors: list[str] = []
            tab.on("pageerror", lambda error, errors=errors: errors.append(str(error)))
            serve(tab, {"html": shell(library, device, page)})
            tab.goto(f"{ORIGIN}/page/{path.stem}/{name}" + page.get("path", ""))
            tab.wait_for_timeout(SETTLING)
            screen = camera.look(tab, device)
        if errors or not screen.texts:
            print(f"  {path.stem}/{name}: {errors[:1] or 'nothing to read'}", file=sys.stderr)
        (folder / f"{name}.json").write_bytes(_with_plain_frames(dump(screen), screen))
        labels[name] = {key: page[key] for key in ("expect", "may", "effects") if key in page}
        labels[name].setdefault("expect", [])
    out = YAML()
    out.allow_unicode = True
    out.width = 100
    with (folder / "labels.yaml").open("w", encoding="utf-8") as file:
        out.dump(labels, file)
    return len(labels)


def _with_plain_frames(saved: bytes, screen: Screen) -> bytes:
    """Number the frames, so that rendering again changes only what changed on the page."""
    for number, frame in enumerate(screen.frames):
        saved = saved.replace(frame.id.encode(), b"F%d" % number)
    return saved


def main(names: list[str]) -> None:
    total = 0
    with camera.browser() as browser:
        for part, path, family in families(names):
            count = render(part, path, family, browser)
            total += count
            print(f"{part}/{path.stem}: {count} pages")
    print(f"{total} pages")


if __name__ == "__main__":
    main(sys.argv[1:])
