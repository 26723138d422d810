"""Scores the reading of screens against the labelled corpus (tests/corpus).

    python tools/score.py [--part dev|sealed] [--mistakes] [--json]

Precision and recall per kind of finding, macro-F1 over the blockers' subtypes, and how controls
were classed. Mistakes are listed page by page for the development part only: the sealed part is
there to be scored, and stops being a measure once somebody tunes on it.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from loanexit_auto.scenario.wordbook import builtin_lexicon
from loanexit_auto.screen.effects import effects
from loanexit_auto.screen.findings import Accepted, Blocker, CoolingOff, Entry, Finding
from loanexit_auto.screen.model import Screen
from loanexit_auto.screen.reading import read
from loanexit_auto.screen.saved import load
from loanexit_auto.screen.text import core

CORPUS = Path(__file__).resolve().parents[1] / "tests" / "corpus"
PARTS = ("dev", "sealed")
BELIEVED = 0.5
HARMLESS = frozenset({"navigate", "reveal", "search"})
ALLOWED = {
    "final": {"final"},
    "agree": {"agree"},
    "refused": {"final", "agree"},
    "open-entry": {"open-entry"},
    "refused-or-entry": {"final", "agree", "open-entry"},
    "refused-or-harmless": {"final", "agree", *HARMLESS},
    "harmless": HARMLESS,
}


@dataclass(frozen=True)
class Page:
    """One saved screen and its labels."""

    family: str
    name: str
    screen: Screen
    expect: tuple[str, ...]
    may: frozenset[str]
    effects: dict[str, str]


@dataclass
class Tally:
    """How often a key was rightly found, wrongly found, and missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        total = 2 * self.right + self.wrong + self.missed
        return 2 * self.right / total if total else 1.0

    def add(self, other: Tally) -> None:
        self.right += other.right
        self.wrong += other.wrong
        self.missed += other.missed


@dataclass
class Score:
    """What the reading made of one part of the corpus."""

    pages: int = 0
    keys: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    values: Counter[str] = field(default_factory=Counter)
    controls: Counter[tuple[str, str]] = field(default_factory=Counter)
    mistakes: list[str] = field(default_factory=list)

    def of_kind(self, kind: str) -> Tally:
        """Return the tally over all subtypes of a kind."""
        total = Tally()
        for key, tally in self.keys.items():
            if key.split(":")[0] == kind:
                total.add(tally)
        return total

    def macro_f1(self, kind: str) -> float:
        """Return the mean F1 over the kind's subtypes that occur."""
        scores = [tally.f1 for key, tally in self.keys.items() if key.startswith(f"{kind}:")]
        return sum(scores) / len(scores) if scores else 1.0

    @property
    def dangerous(self) -> int:
        """How many controls that must be refused were classed as harmless."""
        return sum(
            count
            for (wanted, got), count in self.controls.items()
            if wanted in ("final", "agree", "refused", "refused-or-entry", "open-entry")
            and got in HARMLESS
        )


def pages(part: str) -> Iterator[Page]:
    """Yield the labelled pages of a part of the corpus."""
    for folder in sorted(path for path in (CORPUS / part).iterdir() if path.is_dir()):
        labels = YAML(typ="safe").load((folder / "labels.yaml").read_text(encoding="utf-8"))
        for name, label in labels.items():
            screen = load((folder / f"{name}.json").read_bytes())
            expect, may = tuple(label["expect"]), frozenset(label.get("may", ()))
            yield Page(folder.name, name, screen, expect, may, label.get("effects", {}))


def key_of(finding: Finding) -> str:
    """Return the kind with its subtype: blocker:balance, entry:account, accepted:closed."""
    match finding:
        case Entry():
            return f"entry:{finding.closes}"
        case Accepted():
            return f"accepted:{finding.state}"
        case _:
            return f"{finding.kind}:{finding.subtype}" if finding.subtype else finding.kind


def score(part: str) -> Score:
    """Return the score of a part."""
    result, lexicon = Score(), builtin_lexicon()
    for page in pages(part):
        result.pages += 1
        found = [f for f in read(page.screen, lexicon) if f.confidence >= BELIEVED]
        _score_findings(page, found, result)
        judged = effects(page.screen, lexicon)
        for element in page.screen.elements:
            _score_control(page, element.label, judged[element.id].value, result)
    return result


def _score_findings(page: Page, found: list[Finding], result: Score) -> None:
    names = {key_of(finding) for finding in found}
    wanted = {_plain(expected) for expected in page.expect}
    for key in names | wanted:
        if key in page.may:
            continue
        tally = result.keys[key]
        where = f"{page.family}/{page.name}"
        if key in names and key in wanted:
            tally.right += 1
        elif key in names:
            tally.wrong += 1
            text = next(f.text for f in found if key_of(f) == key)
            result.mistakes.append(f"{where}: wrongly {key} ({text[:50]})")
        else:
            tally.missed += 1
            result.mistakes.append(f"{where}: missed {key}")
    for expected in page.expect:
        _score_value(page, expected, found, result)


def _plain(expected: str) -> str:
    name = expected.split("=")[0]
    return "cooling_off" if name.startswith("cooling_off") else name


def _score_value(page: Page, expected: str, found: list[Finding], result: Score) -> None:
    """Check an amount (blocker:balance=0.30) or a period (cooling_off:7)."""
    if expected.startswith("cooling_off:"):
        days = int(expected.split(":")[1])
        right = any(isinstance(f, CoolingOff) and f.days == days for f in found)
    elif "=" in expected:
        amount = Decimal(expected.split("=")[1])
        right = any(isinstance(f, Blocker) and f.amount == amount for f in found)
    else:
        return
    result.values["right" if right else "wrong"] += 1
    if not right:
        result.mistakes.append(f"{page.family}/{page.name}: value of {expected}")


def _score_control(page: Page, label: str, got: str, result: Score) -> None:
    for wanted_label, wanted in page.effects.items():
        if core(label) == core(wanted_label):
            result.controls[wanted, got] += 1
            if got not in ALLOWED[wanted]:
                result.mistakes.append(
                    f"{page.family}/{page.name}: {label[:30]!r} is {got}, should be {wanted}"
                )


def report(part: str, result: Score) -> str:
    """Return the score as text."""
    lines = [
        f"== {part}: {result.pages} pages",
        f"{'kind':24}{'right':>6}{'wrong':>6}{'missed':>7}",
    ]
    lines[1] += f"{'precision':>11}{'recall':>8}{'F1':>7}"
    for kind in sorted({key.split(":")[0] for key in result.keys}):
        lines.append(_row(kind, result.of_kind(kind)))
        keys = sorted(key for key in result.keys if key.startswith(f"{kind}:"))
        lines += [_row("  " + key.split(":")[1], result.keys[key]) for key in keys]
    lines.append(f"blocker macro-F1 {result.macro_f1('blocker'):.3f}")
    lines.append(
        f"amounts and periods right: {result.values['right']} of {sum(result.values.values())}"
    )
    lines.append("controls (should be -> was):")
    lines += [f"  {a:20} -> {b:11}{n:5}" for (a, b), n in sorted(result.controls.items())]
    lines.append(f"must be refused, classed as harmless: {result.dangerous}")
    return "\n".join(lines)


def _row(name: str, tally: Tally) -> str:
    counts = f"{name:24}{tally.right:6}{tally.wrong:6}{tally.missed:7}"
    return counts + f"{tally.precision:11.3f}{tally.recall:8.3f}{tally.f1:7.3f}"


def goals(result: Score) -> dict[str, bool]:
    """Return which goals the (sealed) part meets."""
    challenge, entry = result.of_kind("challenge"), result.of_kind("entry")
    return {
        "challenge precision >= 0.98": challenge.precision >= 0.98,
        "challenge recall >= 0.98": challenge.recall >= 0.98,
        "blocker macro-F1 >= 0.95": result.macro_f1("blocker") >= 0.95,
        "entry precision >= 0.99": entry.precision >= 0.99,
        "no control to be refused classed as harmless": result.dangerous == 0,
    }


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", choices=PARTS, action="append")
    parser.add_argument("--mistakes", action="store_true")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    scores = {part: score(part) for part in options.part or PARTS}
    if options.json:
        print(json.dumps({part: _plain_score(found) for part, found in scores.items()}))
        return 0
    for part, found in scores.items():
        print(report(part, found))
        if options.mistakes and part == "dev":
            print("\n".join(found.mistakes))
        for goal, met in goals(found).items():
            print(f"  {'met    ' if met else 'NOT MET'}  {goal}")
    return 0


def _plain_score(found: Score) -> dict[str, Any]:
    kinds = {key.split(":")[0] for key in found.keys}
    return {
        "pages": found.pages,
        "kinds": {
            kind: {"precision": tally.precision, "recall": tally.recall}
            for kind in sorted(kinds)
            for tally in (found.of_kind(kind),)
        },
        "blocker_macro_f1": found.macro_f1("blocker"),
        "dangerous": found.dangerous,
        "goals": goals(found),
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
