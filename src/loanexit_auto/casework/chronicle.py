"""The chronicle: what happened in a case, as dated sentences that a letter can carry."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from loanexit_auto.casework.exhibits import Exhibit
from loanexit_auto.casework.telling import blocker_name
from loanexit_auto.evidence.journal import JournalReading, Line
from loanexit_auto.evidence.story import Data, beijing
from loanexit_auto.messages import Messages, catalogue

_NOT_ASKED = "letter.did_finished_blocked_preflight"
CLIP = 300  # characters of one text in a letter; the whole text is in the case


@dataclass(frozen=True, slots=True)
class Entry:
    """One sentence: when (Beijing time), what, and the exhibit that shows it (0: none).

    `said` is foreign text, to be shown as a quotation; it may hold anything.
    """

    line: int
    when: str
    what: str
    said: str = ""
    exhibit: int = 0
    own: bool = False  # whether the person reported it


def chronicle(
    reading: JournalReading, shown: tuple[Exhibit, ...], say: Messages
) -> tuple[Entry, ...]:
    """Return the sentences by day; lines that say nothing to an outsider are left out.

    A call of last week that is noted today stands under last week; within a day the order is that
    of the record.
    """
    numbers = {exhibit.line: exhibit.number for exhibit in shown}
    return tuple(sorted(_entries(reading, numbers, say), key=lambda entry: entry.when[:10]))


def _entries(reading: JournalReading, numbers: Mapping[int, int], say: Messages) -> Iterator[Entry]:
    screen = 0
    fraudulent = _fraudulent(reading)
    for line in reading.lines:
        if str(line.seq) in fraudulent:  # not the platform's words
            continue
        if line.kind == "seen":
            screen = numbers.get(line.seq, screen)
        told = _told(line, Data(line.data), say)
        if told is not None:
            what, said = told
            own = line.actor == "person"
            shows = 0 if own or what == say(_NOT_ASKED) else screen
            exhibit = numbers.get(line.seq, shows)
            yield Entry(line.seq, _when(line), what, clipped(said), exhibit, own)


def _when(line: Line) -> str:
    """Return when it happened: as the person reported it, or when the tool wrote it down."""
    data = Data(line.data)
    reported = f"{data.text('on')} {data.text('at')}".strip()
    return reported if line.actor == "person" and reported else beijing(line.utc)


def _fraudulent(reading: JournalReading) -> frozenset[str]:
    """Return the numbers of the lines that hold words of a fraud script, as text."""
    warnings = (Data(line.data) for line in reading.lines if line.kind == "fraud_warning")
    return frozenset(warning.text("line") for warning in warnings)


def _told(line: Line, data: Data, say: Messages) -> tuple[str, str] | None:
    match line.kind:
        case "checked" if data.text("verdict") == "blocked":
            amount = data.text("amount")
            yuan = say("letter.amount", amount=amount) if amount else ""
            blocker = blocker_name(data.text("check"), say)
            return say("letter.did_checked", blocker=blocker, amount=yuan), data.text("text")
        case "finished":
            return _ended(data, say)
        case "handoff" if data.text("of") == "final":
            return say("letter.did_handed_over"), data.text("about")
        case "contact":
            return _contact(data, say)
        case "case_event":
            state = known(f"case.state_{data.text('state')}", say) or data.text("state")
            return say("letter.did_event", state=state), data.text("text")
        case "letter_sent":
            name = known(f"letter.name_{data.text('letter')}", say) or data.text("letter")
            return say("letter.did_sent", letter=name), data.text("reference")
        case _:
            return None


def _ended(data: Data, say: Messages) -> tuple[str, str] | None:
    if data.text("outcome") == "blocked" and data.text("found_by") == "preflight":
        return say(_NOT_ASKED), ""  # the platform has refused nothing yet
    what = known(f"letter.did_finished_{data.text('outcome')}", say)
    if what is None:
        return None
    parts = [*data.parts("blockers"), data.part("accepted"), data.part("cooling_off")]
    return what, "；".join(part.text("text") for part in parts if part is not None)


def _contact(data: Data, say: Messages) -> tuple[str, str]:
    how = known(f"case.how_{data.text('how')}", say) or data.text("how")
    told = [
        say(f"letter.contact_{name}", value=data.text(name))
        for name in ("number", "agent")
        if data.text(name)
    ]
    details = say("letter.contact_details", details="，".join(told)) if told else ""
    said = data.text("said")
    promised = data.text("promised")
    if promised:
        said = f"{said}；{say('letter.contact_promised', value=promised)}".lstrip("；")
    return say("letter.did_contact", how=how, details=details), said


def known(key: str, say: Messages) -> str | None:
    """Return a message that needs no values, None if there is no such message."""
    area, _, name = key.partition(".")
    return catalogue(say.lang, area).get(name)


def clipped(text: str) -> str:
    """Return at most CLIP characters, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= CLIP else line[: CLIP - 1] + "…"
