"""Writing a generated site as a mock portal: a folder in the format of docs/mock-portals.md."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from loanexit_auto.portal.backend import Backend
from loanexit_auto.portal.files import Portal, load_portal
from tools.portal_generator.site import Site

HOST = "www.generated.test"
FORBIDDEN = "/noted/forbidden"  # where the pages report a press on what must not be pressed
_DRAWN = Path(__file__).resolve().parent / "drawn"
_PORTAL = """\
portal: 1
title: {{zh: 生成的门户 {seed}, en: Generated portal {seed}}}
hosts: [{host}]
device: {device}
start: {start}
closing:
  - POST /member/leave
answers:
  - request: POST /noted/*
    json: {{ok: true}}
  - request: POST /member/leave
    json: {{ok: true}}
  - request: GET /s/*
    page: index.html
  - request: GET /frame/*
    page: index.html
  - request: GET /app
    page: index.html
"""


def write(site: Site, folder: Path) -> Portal:
    """Write the portal of a site into a new folder and return it, loaded and checked."""
    pages = folder / "pages"
    shutil.copytree(_DRAWN, pages)
    data = json.dumps(site.data(), ensure_ascii=False)
    (pages / "static" / "site.js").write_text(f"window.SITE = {data};\n", encoding="utf-8")
    yaml = _PORTAL.format(seed=site.seed, host=HOST, device=site.device, start=start(site))
    (folder / "portal.yaml").write_text(yaml, encoding="utf-8")
    return load_portal(folder)


def start(site: Site) -> str:
    """Return the path of the first page."""
    return {"path": "/s/0", "history": "/s/0", "hash": "/app", "opaque": "/app"}[site.router]


def forbidden_presses(backend: Backend) -> list[str]:
    """Return what the tool pressed that it must not, as the pages noted it."""
    return [
        entry.fields.get("label", "?") for entry in backend.ledger
        if entry.path == FORBIDDEN and entry.who == "tool"
    ]  # fmt: skip
