"""Paper: a letter as .docx for a word processor and as a page to be printed."""

from __future__ import annotations

import hashlib
import io
import itertools
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from docx import Document
from docx.document import Document as DocxDocument
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup, escape

from loanexit_auto.casework.letter import BLANK, Letter
from loanexit_auto.errors import LoanexitError
from loanexit_auto.evidence import disk
from loanexit_auto.evidence.pdf import write_pdf

_FONT = "宋体"
_INDENT = Pt(18)
_SMALL = Pt(7)  # a hash has 64 characters and must fit into a column
_STYLE = """
@page { size: A4; margin: 20mm 18mm; }
body { font: 12pt/1.6 "Noto Serif CJK SC", "Source Han Serif SC", SimSun, serif; color: #111; }
h1 { font-size: 18pt; text-align: center; } h2 { font-size: 13pt; margin: 1.2em 0 .3em; }
table { border-collapse: collapse; width: 100%; font-size: 8pt; table-layout: fixed; }
th, td { border: 1px solid #999; padding: 2px 4px; vertical-align: top; overflow-wrap: anywhere; }
th:nth-child(1) { width: 8%; } th:nth-child(2) { width: 14%; } th:nth-child(6) { width: 9%; }
mark { background: #ffef9e; } tr { break-inside: avoid; }
"""


def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable("table").disable(["image", "link"])


def body(letter: Letter) -> Markup:
    """Return the letter as HTML without script, link or picture; blanks are marked."""
    html = _parser().render(letter.markdown)
    return Markup(BLANK.sub(lambda found: f"<mark>{found.group()}</mark>", html))


def printable(letter: Letter) -> str:
    """Return the letter as one HTML page without script or outside address, ready to be printed."""
    return Markup(
        '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>{}</title>'
        "<style>{}</style></head><body>{}</body></html>\n"
    ).format(escape(letter.title), Markup(_STYLE), body(letter))


def docx(letter: Letter) -> bytes:
    """Return the letter as a .docx file; blanks are highlighted."""
    document = Document()
    _set_font(document)
    document.core_properties.title = letter.title
    document.core_properties.author = ""
    tokens = _parser().parse(letter.markdown)
    _Typesetter(document).set(tokens)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _set_font(document: DocxDocument) -> None:
    for name in ("Normal", "Heading 1", "Heading 2"):
        style = document.styles[name]
        style.font.name = _FONT
        style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), _FONT)


class _Typesetter:
    """Puts the tokens of a letter into a document, one block after the other."""

    def __init__(self, document: DocxDocument) -> None:
        self._document = document

    def set(self, tokens: Sequence[Token]) -> None:
        marker = ""
        heading = 0
        rest = iter(tokens)
        for token in rest:
            match token.type:
                case "heading_open":
                    heading = int(token.tag[1:])
                case "heading_close":
                    heading = 0
                case "list_item_open":
                    marker = f"{token.info}. " if token.info else "• "
                case "list_item_close":
                    marker = ""
                case "table_open":
                    self._table(rest)
                case "inline":
                    self._paragraph(token, heading, marker)
                    marker = ""
                case _:
                    continue

    def _paragraph(self, token: Token, heading: int, marker: str) -> None:
        """Add one paragraph; `marker` is the bullet or number that it begins with.

        Word's own numbering would go on counting from one list to the next.
        """
        if heading:
            paragraph = self._document.add_heading(level=heading)
        else:
            paragraph = self._document.add_paragraph()
        if marker:
            paragraph.paragraph_format.left_indent = _INDENT
            paragraph.paragraph_format.first_line_indent = -_INDENT
            paragraph.add_run(marker)
        _write(paragraph, token)

    def _table(self, rest: Iterator[Token]) -> None:
        rows = list(_rows(rest))
        table = self._document.add_table(rows=len(rows), cols=len(rows[0]), style="Table Grid")
        for row, cells in zip(table.rows, rows, strict=True):
            for cell, token in zip(row.cells, cells, strict=True):
                _write(cell.paragraphs[0], token, small=True)


def _rows(rest: Iterator[Token]) -> Iterator[list[Token]]:
    cells: list[Token] = []
    for token in rest:
        match token.type:
            case "table_close":
                return
            case "tr_open":
                cells = []
            case "inline":
                cells.append(token)
            case "tr_close":
                yield cells
            case _:
                continue


def _write(paragraph: Paragraph, token: Token, *, small: bool = False) -> None:
    bold = False
    for child in token.children or ():
        match child.type:
            case "strong_open" | "strong_close":
                bold = child.type == "strong_open"
            case "softbreak" | "hardbreak":
                paragraph.add_run("\n")
            case _:
                _runs(paragraph, child.content, bold=bold, small=small)


def _runs(paragraph: Paragraph, text: str, *, bold: bool, small: bool) -> None:
    at = 0
    for found in BLANK.finditer(text):
        _run(paragraph, text[at : found.start()], bold, small)
        _run(paragraph, found.group(), bold, small, blank=True)
        at = found.end()
    _run(paragraph, text[at:], bold, small)


def _run(paragraph: Paragraph, text: str, bold: bool, small: bool, *, blank: bool = False) -> None:
    if not text:
        return
    run = paragraph.add_run(text)
    run.bold = bold or None
    if small:
        run.font.size = _SMALL
    if blank:
        run.font.highlight_color = WD_COLOR_INDEX.YELLOW


def keep(
    letter: Letter, formats: Sequence[str], folder: Path, browser: Path | None = None
) -> dict[Path, str]:
    """Write the letter in these formats (md, docx, html, pdf); return each file's SHA-256.

    An earlier letter is never replaced: the next one gets a number. `browser` prints the PDF.
    Raises LoanexitError when the disk or the browser refuses.
    """
    contents = {"md": lambda: letter.markdown.encode(), "docx": lambda: docx(letter),
                "html": lambda: printable(letter).encode(),
                "pdf": lambda: _pdf(letter, browser)}  # fmt: skip
    with disk.naming(folder):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        stem = _unused(folder, letter.kind)
    files = {f"{stem}.{name}": contents[name]() for name in formats}
    disk.keep_files(folder, files.items())
    return {folder / name: hashlib.sha256(data).hexdigest() for name, data in files.items()}


def _pdf(letter: Letter, browser: Path | None) -> bytes:
    if browser is None:
        raise LoanexitError("a PDF needs a browser to print it")
    with tempfile.TemporaryDirectory(prefix="loanexit-letter-") as place:
        page = Path(place) / "letter.html"
        page.write_text(printable(letter), encoding="utf-8")
        return write_pdf(page, Path(place) / "letter.pdf", browser).read_bytes()


def _unused(folder: Path, kind: str) -> str:
    taken = {path.stem for path in folder.iterdir()}
    numbers = (f"{kind}-{number}" for number in itertools.count(1))
    return next(stem for stem in numbers if stem not in taken)
