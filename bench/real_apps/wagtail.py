"""Wagtail, a content management system in Chinese: nobody can delete the own account. A control."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

from bench.real_apps.app import NAME, PASSWORD, App, Server, run, venv

_PERSON = (
    "from django.contrib.auth import get_user_model as m;"
    f"u, _ = m().objects.get_or_create(username='{NAME}', is_staff=True, is_superuser=True);"
    f"u.set_password('{PASSWORD}'); u.save()"
)


def prepare(folder: Path) -> Server:
    python = venv(folder, "wagtail==8.0.1")
    site = folder / "site"
    if not (site / "manage.py").exists():
        site.mkdir(parents=True, exist_ok=True)
        run(python.parent / "wagtail", "start", "real", site)
    (site / "real/settings/local.py").write_text(
        "LANGUAGE_CODE = 'zh-hans'\nALLOWED_HOSTS = ['127.0.0.1']\n", encoding="utf-8"
    )
    run(python, "manage.py", "migrate", "-v0", cwd=site)
    run(python, "manage.py", "shell", "-c", _PERSON, cwd=site)
    served = (str(python), "manage.py", "runserver", "--noreload", "127.0.0.1:8743")
    return Server(served, 8743, site)


def sign_in(page: Page, origin: str) -> None:
    page.goto(f"{origin}/admin/login/")
    page.fill("#id_username", NAME)
    page.fill("#id_password", PASSWORD)
    page.click("button[type=submit]")
    page.wait_for_url(f"{origin}/admin/")


def version(folder: Path) -> str:
    return run(
        folder / "venv/bin/python", "-c", "import wagtail; print(wagtail.__version__)"
    ).strip()


APP = App("wagtail", prepare, sign_in, version, "/admin/", None)
