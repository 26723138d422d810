"""A way clicked through a bundled portal becomes a scenario that walks there, and a portal."""

from __future__ import annotations

import dataclasses
import datetime
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from loanexit_auto.messages import Messages
from loanexit_auto.portal.backend import Backend
from loanexit_auto.portal.files import load_case, load_portal
from loanexit_auto.portal.model import Consent, Tap, Type, Typing
from loanexit_auto.scenario.lint import lint
from loanexit_auto.session.recording import RecordPlan, record_way
from loanexit_auto.session.shelf import Shelf
from loanexit_auto.session.trial import CaseJob, try_case
from loanexit_auto.session.way import write_way

CANARY = "canary-7f3a91"
BUNDLED = Shelf.bundled()


class Nobody:
    def poll(self) -> None:
        return None


def test_a_recorded_way_passes_on_its_own_portal_and_on_the_original(tmp_path: Path) -> None:
    portal = load_portal(BUNDLED.portal("jd-finance"))
    case = load_case(portal, "entry-located")
    backend = Backend(portal, dataclasses.replace(
        case, state=case.state | {"signed_in": True},
        person={"step": (Tap(tap="我的"), Tap(tap="财富"), Tap(tap="我的"),
                         Type(type=Typing(into="搜索", text=CANARY)),
                         Tap(tap="设置"), Tap(tap="账户与安全"), Consent(answer="yes"))},
    ))  # fmt: skip
    plan = RecordPlan(
        "https://jr.jd.com/?from=" + CANARY, Messages("en"), headless=True, backend=backend,
        stand_in=True,
    )  # fmt: skip
    told: list[str] = []
    with ThreadPoolExecutor(1) as pool:
        way = pool.submit(record_way, plan, Nobody(), told.append).result()
    assert way is not None, told
    assert way.entry.text == "注销账户"
    assert backend.closings("tool") == backend.closings("person") == ()
    shelf = Shelf.within(tmp_path)
    scenario = write_way(way, "recorded-bank", shelf)[0]
    text = scenario.read_text(encoding="utf-8")
    assert [label in text for label in ("我的", "设置", "账户与安全", "财富")] == [
        True, True, True, False,
    ]  # fmt: skip
    assert lint([scenario], datetime.date.today(), Messages("en")) == ()
    everything = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert CANARY.encode() not in everything
    assert b"138****0000" not in everything
    with ThreadPoolExecutor(1) as pool:
        for name in shelf.cases("recorded-bank"):
            job = CaseJob(scenario, shelf.portal("recorded-bank"), name, tmp_path / "runs", "en")
            assert pool.submit(try_case, job).result().shortfalls == ()
        shutil.copytree(BUNDLED.portal("jd-finance"), tmp_path / "original")
        expected = tmp_path / "original/cases/entry-located/expected.yaml"
        bare = expected.read_text(encoding="utf-8").split("  checks:")[0]
        expected.write_text(bare, encoding="utf-8")
        original = CaseJob(scenario, tmp_path / "original", "entry-located", tmp_path / "o", "en")
        assert pool.submit(try_case, original).result().shortfalls == ()
