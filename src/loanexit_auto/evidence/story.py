"""Story: what a journal tells, arranged for a reader. Pure, and tolerant of any journal.

Nothing is added to what the lines say. A line of an unknown kind is told by its kind.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from loanexit_auto.evidence.journal import FileEntry, JournalReading, Line

BEIJING = timezone(timedelta(hours=8))  # 北京时间; no daylight saving since 1991
_ABOUT_MACHINE = ("environment", "cleanliness", "clock")


class Data:
    """The data of a line, read without trusting its shape."""

    def __init__(self, data: object) -> None:
        self._data: dict[str, Any] = data if isinstance(data, dict) else {}

    def text(self, key: str) -> str:
        """Return the value as text; "" if there is none or it is no plain value."""
        value = self._data.get(key)
        return "" if value is None or isinstance(value, dict | list) else str(value)

    def value(self, key: str) -> str:
        """Return any value as text, a list or an object flattened; "" if there is none."""
        pairs = list(Data({"": self._data.get(key)}).rows())
        return "; ".join(f"{name.strip('.')} {text}".strip() for name, text in pairs)

    def parts(self, key: str) -> list[Data]:
        """Return the objects of a list."""
        return [Data(item) for item in self._list(key) if isinstance(item, dict)]

    def texts(self, key: str) -> list[str]:
        """Return the texts of a list."""
        return [item for item in self._list(key) if isinstance(item, str)]

    def firsts(self, key: str) -> list[str]:
        """Return the first text of each list in a list, where there is one."""
        rows = [row for row in self._list(key) if isinstance(row, list) and row]
        return [row[0] for row in rows if isinstance(row[0], str) and row[0]]

    def pairs(self, key: str) -> list[tuple[str, str]]:
        """Return the pairs of texts in a list."""
        return [
            (row[0], row[1]) for row in self._list(key)
            if isinstance(row, list) and len(row) == 2 and all(isinstance(e, str) for e in row)
        ]  # fmt: skip

    def numbers(self, key: str) -> list[float]:
        """Return the numbers of a list that holds nothing else, and no infinite ones."""
        row = self._list(key)
        good = all(type(n) in (int, float) and abs(n) < 1e9 for n in row)  # type: ignore[arg-type]
        return [float(n) for n in row] if good else []  # type: ignore[arg-type]

    def values(self) -> dict[str, str]:
        """Return every plain value as text, by its key."""
        return {key: self.text(key) for key in self._data}

    def _list(self, key: str) -> list[object]:
        value = self._data.get(key)
        return value if isinstance(value, list) else []

    def part(self, key: str) -> Data | None:
        """Return an object, None if there is none."""
        value = self._data.get(key)
        return Data(value) if isinstance(value, dict) else None

    def flag(self, key: str) -> bool | None:
        """Return a truth value, None if there is none."""
        value = self._data.get(key)
        return value if isinstance(value, bool) else None

    def rows(self, prefix: str = "") -> Iterator[tuple[str, str]]:
        """Yield every plain value with its dotted key."""
        for key, value in self._data.items():
            name = f"{prefix}{key}"
            if isinstance(value, dict):
                yield from Data(value).rows(f"{name}.")
            elif isinstance(value, list) and any(isinstance(item, dict) for item in value):
                yield from Data({str(n): item for n, item in enumerate(value, 1)}).rows(f"{name}.")
            elif isinstance(value, list):
                yield name, ", ".join(str(item) for item in value)
            else:
                yield name, "" if value is None else str(value)


@dataclass(frozen=True, slots=True)
class Moment:
    """One line as a moment of the story; `path` are the menu labels pressed to get here."""

    line: Line
    data: Data
    driver: str  # "tool" or "person": who had the wheel
    path: tuple[str, ...]
    shot: int = 0  # number of the screen if this is one, counted from 1

    @property
    def utc(self) -> str:
        return self.line.utc.replace("T", " ").replace("Z", "")

    @property
    def beijing(self) -> str:
        return beijing(self.line.utc)


@dataclass(frozen=True, slots=True)
class Story:
    """A whole case, ready to be shown."""

    moments: tuple[Moment, ...]
    torn_bytes: int
    problem: str | None
    head: str

    def of(self, *kinds: str) -> tuple[Moment, ...]:
        """Return the moments of these kinds, in order."""
        return tuple(moment for moment in self.moments if moment.line.kind in kinds)

    @property
    def ending(self) -> Moment | None:
        """The last `finished` line; None if the record was cut off before one."""
        return next(iter(reversed(self.of("finished"))), None)

    @property
    def platform(self) -> str:
        return self._opened.text("platform")

    @property
    def platform_names(self) -> tuple[str, str]:
        """The platform's Chinese and English name, as far as the case knows them."""
        facts = self._facts
        name = facts.text("name") or facts.text("platform_name") or self.platform
        return name, facts.text("name_en")

    @property
    def mock(self) -> bool:
        """Whether this was recorded on a mock portal (`facts.mock` of the case)."""
        return self._facts.text("mock") not in ("", "False")

    @property
    def _facts(self) -> Data:
        return self._opened.part("facts") or Data({})

    @property
    def _opened(self) -> Data:
        return next((moment.data for moment in self.of("opened")), Data({}))

    @property
    def shots(self) -> tuple[Moment, ...]:
        return self.of("seen")

    @property
    def checks(self) -> tuple[Moment, ...]:
        return self.of("checked")

    @property
    def drifted(self) -> bool:
        """Whether the entry was found where no recorded route leads."""
        return bool(self.of("rerouted"))

    @property
    def interference(self) -> tuple[Moment, ...]:
        return self.of("interfered", "refused_tap")

    @property
    def machine(self) -> tuple[Moment, ...]:
        """The last record of each kind about the machine."""
        last = {moment.line.kind: moment for moment in self.of(*_ABOUT_MACHINE)}
        return tuple(last[kind] for kind in _ABOUT_MACHINE if kind in last)

    @property
    def path(self) -> tuple[str, ...]:
        """The menu labels up to what decided: the entry, the refusing screen, or the last one."""
        ending = self.ending.data if self.ending else Data({})
        entry = ending.part("entry")
        deciding = self.moments
        if explored := self.of("explored"):
            found = explored[-1].data.firsts("path")
            elsewhere = [moment.data.text("entry") for moment in self.of("rerouted")[-1:]]
            return (*found, *elsewhere)
        if ending.text("found_by") == "preflight":
            blocked = [each for each in self.checks if each.data.text("verdict") == "blocked"]
            deciding = tuple(blocked[:1]) or deciding
        walked = deciding[-1].path if deciding else ()
        last = entry.text("text") if entry else ""
        return (*walked, last) if last and walked[-1:] != (last,) else walked

    @property
    def files(self) -> tuple[FileEntry, ...]:
        return tuple(file for moment in self.moments for file in moment.line.files)


def tell(reading: JournalReading) -> Story:
    """Return the story of a journal."""
    moments = tuple(_moments(reading.lines))
    return Story(moments, len(reading.torn), reading.problem, reading.head)


def _moments(lines: Sequence[Line]) -> Iterator[Moment]:
    driver, shots = "tool", 0
    path: tuple[str, ...] = ()
    screens: dict[str, tuple[str, ...]] = {}
    for line in lines:
        data = Data(line.data)
        driver = {"handoff": "person", "resumed": "tool"}.get(line.kind, driver)
        path = _path_after(path, line.kind, data)
        if line.kind == "mapped":  # an exploration goes back and forth: the map knows better
            path = screens.setdefault(data.text("screen"), _mapped_path(screens, data))
        shots += line.kind == "seen"
        yield Moment(line, data, driver, path, shots if line.kind == "seen" else 0)


def _mapped_path(screens: dict[str, tuple[str, ...]], data: Data) -> tuple[str, ...]:
    """Return the labels to a screen that an exploration came to from a known one."""
    before = screens.get(data.text("came_from"), ())
    return (*before, data.text("by")) if data.text("by") else before


def _path_after(path: tuple[str, ...], kind: str, data: Data) -> tuple[str, ...]:
    """Return the labels pressed so far; a new address or a new route begins a new path."""
    first = kind == "step_begun" and data.text("number") == "1" and data.text("part") != "entry"
    if kind == "went" or first:
        return ()
    if kind == "tapped" and data.text("label"):
        return (*path, data.text("label"))
    if kind == "searched":
        return (*path, f"🔍 {data.text('phrase')}")
    return path


def beijing(utc: str) -> str:
    """Return a journal time in Beijing time, e.g. 2026-11-23 16:00:00; "" if it is none."""
    try:
        read = datetime.strptime(utc, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC)
        return read.astimezone(BEIJING).strftime("%Y-%m-%d %H:%M:%S")
    except (ValueError, OverflowError):
        return ""
