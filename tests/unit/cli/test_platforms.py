"""`platforms show` on a terminal of 80 columns: nothing runs over, commands can be copied."""

from __future__ import annotations

import pytest
from rich.cells import cell_len
from typer.testing import CliRunner

from loanexit_auto.cli.app import app

SHOWN = ["jd-finance", "douyin-yuefu", "tongcheng", "leshangdai", "webank-weilidai"]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("platform", SHOWN)
def test_a_card_fits_the_terminal(platform: str, lang: str) -> None:
    shown = CliRunner().invoke(
        app, ["platforms", "show", platform, "--lang", lang], env={"COLUMNS": "80"}
    )
    assert shown.exit_code == 0, shown.output
    lines = shown.stdout.splitlines()
    command = f"    loanexit-auto run {platform}"
    assert command in lines, "what to type next stands on a line of its own, whole"
    for line in lines:
        assert cell_len(line) <= 80, line
        assert line == line.rstrip()
        is_head = not line.startswith(" ")
        assert is_head or line.startswith("  "), "what is wrapped stays inside its section"
    assert "[seed]" not in shown.stdout
