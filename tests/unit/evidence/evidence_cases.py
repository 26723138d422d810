"""Whole cases on disk, for the tests of sealing, verifying and sharing."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path

from evidence_samples import BOX
from PIL import Image, ImageDraw

from loanexit_auto.engine import events, outcome
from loanexit_auto.engine.driver import Artefact, Capture
from loanexit_auto.evidence.folder import CaseFolder
from loanexit_auto.evidence.keys import KeyStore
from loanexit_auto.evidence.recorder import Recorder
from loanexit_auto.evidence.seal import Sealed, seal
from loanexit_auto.screen import findings
from loanexit_auto.screen.findings import Effect
from loanexit_auto.screen.model import Screen

NOW = datetime(2026, 11, 23, 16, 38, 5, tzinfo=UTC)
PHONE, ID_NUMBER, CARD = "13812345678", "11010519491231002X", "6222021234567890128"
BLOCKER = findings.Blocker(
    "您的钱包余额0.30元未提现", BOX, "main", 0.9, blocker="balance", amount=Decimal("0.30")
)


def picture(texts: Iterable[tuple[str, int, int]], width: int = 320, height: int = 200) -> bytes:
    image = Image.new("RGB", (width, height), (250, 250, 252))
    draw = ImageDraw.Draw(image)
    for text, x, y in texts:
        draw.text((x, y), text.encode("ascii", "replace").decode(), fill=(20, 20, 30))
    out = BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def shot(
    *rows: str, title: str = "账户与安全", why: str = "step", height: int = 200
) -> events.Seen:
    """A screen whose rows stand 30 pixels apart, in the picture and in boxes.json alike."""
    placed = [(row, 10, 12 + 30 * number) for number, row in enumerate(rows)]
    boxes = [
        {"text": text, "x": x, "y": y, "w": 7 * len(text), "h": 12, "frame": "main",
         "page_x": x, "page_y": y}
        for text, x, y in placed
    ]  # fmt: skip
    files = (
        Artefact("view.png", "image/png", picture(placed, height=height)),
        Artefact("page.mhtml", "multipart/related", b"MIME-Version: 1.0\n" + rows[0].encode()),
        Artefact("text.txt", "text/plain; charset=utf-8", "\n".join(rows).encode()),
        Artefact("boxes.json", "application/json", json.dumps(boxes).encode()),
    )
    screen = Screen("https://jr.example/set", title, width=320, height=height)
    return events.Seen(screen, (BLOCKER,), Capture(files, {}, ()), "step")


def make_case(root: Path, *extra: events.Event, finish: bool = True) -> Path:
    folder = CaseFolder.create(root, "jd-finance", now=NOW, facts={"name": "京东金融"})
    with Recorder(folder, lambda line: None) as recorder:
        recorder.put(events.Tapped("设置", Effect.NAVIGATE, BOX, "main"))
        recorder.put(shot("settings", f"phone {PHONE}", f"id {ID_NUMBER}", "balance 0.30"))
        for event in extra:
            recorder.put(event)
        if finish:
            recorder.put(events.Finished(outcome.Blocked((BLOCKER,))))
    return folder.path


def sealed_case(root: Path, *extra: events.Event, finish: bool = True) -> tuple[Path, Sealed]:
    case = make_case(root, *extra, finish=finish)
    return case, seal(case, KeyStore(root / "keys"), now=NOW, version="0.1.0")
