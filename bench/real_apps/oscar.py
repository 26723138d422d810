"""django-oscar, a shop in Chinese: the profile page has a link to delete the profile."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

from bench.real_apps.app import NAME, PASSWORD, App, Server, run, venv

_SITE = Path(__file__).resolve().parent / "oscar_site"
_MAIL = f"{NAME}@example.test"
_PERSON = (
    "from django.contrib.auth import get_user_model as m;"
    f"u, _ = m().objects.get_or_create(username='{NAME}', email='{_MAIL}');"
    f"u.set_password('{PASSWORD}'); u.save()"
)


def prepare(folder: Path) -> Server:
    python = venv(folder, "django-oscar[sorl-thumbnail]==4.2.1")
    env = {"OSCAR_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "settings", "LANG": "C.UTF-8"}
    django = (str(python), "-m", "django")
    run(*django, "migrate", "-v0", cwd=_SITE, **env)
    run(*django, "shell", "-c", _PERSON, cwd=_SITE, **env)
    return Server((*django, "runserver", "--noreload", "127.0.0.1:8742"), 8742, _SITE, env)


def sign_in(page: Page, origin: str) -> None:
    page.goto(f"{origin}/zh-cn/accounts/login/")
    page.fill("#id_login-username", _MAIL)
    page.fill("#id_login-password", PASSWORD)
    page.click("button[name=login_submit]")
    page.wait_for_selector("a[href*='logout']")


def version(folder: Path) -> str:
    return run(folder / "venv/bin/python", "-c", "import oscar; print(oscar.get_version())").strip()


APP = App("django-oscar", prepare, sign_in, version, "/zh-cn/", 1)
