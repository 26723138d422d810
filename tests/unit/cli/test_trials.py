"""The tables of the workshop fit 80 columns, in both languages, and hold no colour codes."""

from __future__ import annotations

import io

import pytest
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table

from loanexit_auto.cli import mutants, trials
from loanexit_auto.messages import LANGS, Lang, Messages
from loanexit_auto.session.survival import Survival
from loanexit_auto.session.trial import Trial

TRIALS = [
    Trial("webank-weilidai", "entry-in-more-services", "entry_located", "entry_located", 4, 7.3),
    Trial("mercado-libre", "stay-button-primary", "requested", "human_needed", 12, 117.3, ("x",)),
]
SURVIVALS = [
    Survival("webank-weilidai", seed, ("order",), "entry_located", "route", True, 0, 4, 10.94)
    for seed in range(50)
]


def printed(table: Table, width: int) -> list[str]:
    out = io.StringIO()
    Console(file=out, width=width, highlight=False).print(table)
    assert "\x1b" not in out.getvalue()
    return out.getvalue().splitlines()


@pytest.mark.parametrize("width", [80, 120])
@pytest.mark.parametrize("lang", LANGS)
def test_nothing_is_cut(lang: Lang, width: int) -> None:
    say = Messages(lang)
    cases = printed(trials._table(TRIALS, say, say("trial.running", done=2, of=120)), width)
    runs = printed(mutants._table(SURVIVALS, say, say("trial.running", done=50, of=500)), width)
    assert all(cell_len(line) <= width and "…" not in line for line in (*cases, *runs))
    assert any("webank-weilidai entry-in-more-services entry_located" in line for line in cases)
    whole = next(line for line in runs if line.startswith("webank-weilidai")).split()
    assert whole == ["webank-weilidai", "50", "50", "0", "0", "0", "0", "0", "100.0%", "10.9"]


@pytest.mark.parametrize("lang", LANGS)
def test_what_came_instead_is_told_in_the_row(lang: Lang) -> None:
    shown = " ".join(printed(trials._table(TRIALS, Messages(lang)), 120))
    assert "human_needed" in shown and "requested" in shown
    assert shown.count("entry_located") == 1
