"""Whatever a page, a file name or a forged journal says, the report stays a dead page."""

from datetime import UTC, datetime
from html.parser import HTMLParser

import pytest
from evidence_samples import BOX, PICTURE, seen
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loanexit_auto.engine import driver, events, outcome
from loanexit_auto.engine.driver import Artefact
from loanexit_auto.evidence.folder import CaseFolder
from loanexit_auto.evidence.journal import JournalReading, Line
from loanexit_auto.evidence.plainly import is_hidden
from loanexit_auto.evidence.recorder import Recorder
from loanexit_auto.evidence.report import render, write_report
from loanexit_auto.evidence.story import tell
from loanexit_auto.screen import findings
from loanexit_auto.screen.findings import Effect

NOW = datetime(2026, 11, 23, 16, 38, 5, tzinfo=UTC)
NASTY = (
    "<script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    "</title><img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "' onmouseover='alert(1)",
    "<!--", "]]>", "<![CDATA[", "<plaintext>",
    "{{ 7*7 }}{% for x in () %}", "{title}{0}{}", "${7*7}", "%s%n",
    "javascript:alert(1)", "data:text/html,<script>alert(1)</script>",
    "\u202egnp.exe", "\u2066\u2067\u2068\u2069", "\u200b\u200d\ufeff", "\x00\x1b[2J\x07\x7f",
    "\U000e0068\U000e0069", "\u2028\u2029", "&lt;b&gt;&#60;", "](http://evil.example)",
    "a" * 100_000, "مرحبا بالعالم", "̷̸̶" * 500, "\ud83d", "<base href=//evil.example>",
    '<meta http-equiv=refresh content="0;url=//evil.example">', "<link rel=stylesheet href=//e>",
)  # fmt: skip
ALLOWED = {
    "html", "head", "meta", "title", "style", "body", "header", "main", "section", "footer", "h1",
    "h2", "h3", "p", "span", "small", "b", "q", "i", "strong", "bdi", "code", "ul", "ol", "li",
    "dl", "dt", "dd", "div", "table", "thead", "tbody", "tr", "th", "td", "time", "br", "img",
    "details", "summary",
}  # fmt: skip
ATTRIBUTES = {"class", "lang", "charset", "http-equiv", "content", "name", "src", "alt"}
POLICY = "default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline'"


_COPIES = ("data:image/jpeg;base64,", "data:image/webp;base64,")


class Inspector(HTMLParser):
    """Collects what is wrong with a page that ought to be dead."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.wrong: list[str] = []
        self.text: list[str] = []
        self.policies: list[str | None] = []
        self.styles = 0

    def handle_starttag(self, tag, attrs):
        if tag not in ALLOWED or any(name not in ATTRIBUTES for name, _ in attrs):
            self.wrong.append(f"<{tag} {attrs}>")
        values = dict(attrs)
        self.styles += tag == "style"
        if "src" in values and not values["src"].startswith(_COPIES):
            self.wrong.append(values["src"])
        if "http-equiv" in values:
            self.policies.append(values["content"])

    def handle_comment(self, data):
        self.wrong.append(f"comment {data}")

    def handle_data(self, data):
        self.text.append(data)


def inspect(page: str) -> str:
    inspector = Inspector()
    inspector.feed(page)
    assert inspector.wrong == []
    assert inspector.policies == [POLICY]
    assert inspector.styles == 1
    assert not [hex(ord(char)) for char in set(page) if is_hidden(char)]
    return "".join(inspector.text)


@pytest.mark.parametrize("nasty", NASTY, ids=lambda text: ascii(text)[:30])
def test_nothing_a_page_says_comes_alive(tmp_path, nasty):
    finding = findings.Blocker(nasty, BOX, nasty, blocker="balance")
    case = CaseFolder.create(tmp_path, "a", now=NOW, facts={"name": nasty, "name_en": nasty})
    with Recorder(case, lambda line: None) as recorder:
        recorder.put(seen(finding, title=nasty))
        recorder.put(events.Tapped(nasty, Effect.NAVIGATE, BOX, nasty))
        recorder.put(events.StepBegun(1, 2, nasty))
        recorder.put(events.Went(nasty))
        recorder.put(events.Drifted(nasty, (nasty,)))
        recorder.put(events.Handoff("challenge", nasty))
        recorder.put(events.Interfered(driver.DialogDismissed(nasty, nasty)))
        recorder.put(events.Checked("balance", "unknown", nasty, why=nasty))
        recorder.note("environment", "tool", {nasty: nasty, "list": [{nasty: nasty}]})
        recorder.note("added", "person", {}, [Artefact(nasty, nasty, PICTURE)])
        recorder.put(events.Finished(outcome.Blocked((finding,))))
    text = inspect(write_report(case.path).read_text(encoding="utf-8"))
    plain = "".join(char for char in nasty[:200] if not is_hidden(char) and char != "\ud83d")
    longest = max(plain.split(), key=len, default="")
    assert longest in text


WORDS = st.sampled_from(
    ["seen", "finished", "outcome", "blocked", "blockers", "text", "kind", "subtype", "findings",
     "facts", "title", "of", "answer", "verdict", "<script>", "\u202e", "{x}", "entry"]
) | st.text(max_size=4)  # fmt: skip
JSON = st.recursive(
    WORDS | st.none() | st.booleans() | st.integers(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=10,
)
KINDS = st.sampled_from(
    ["opened", "seen", "finished", "checked", "handoff", "resumed", "interfered", "drifted",
     "environment", "clock", "recovered", "tapped", "step_begun", "anything_else"]
)  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(KINDS, st.dictionaries(WORDS, JSON, max_size=5)), max_size=6))
def test_a_forged_journal_gives_a_dead_page_or_nothing(tmp_path_factory, made):
    lines = tuple(
        Line(1, n, "0" * 64, "2026-99-99T16:00:00.000Z", 1, "page", kind, data, (), b"")
        for n, (kind, data) in enumerate(made, 1)
    )
    inspect(render(tell(JournalReading(lines, b"", None)), tmp_path_factory.getbasetemp()))
