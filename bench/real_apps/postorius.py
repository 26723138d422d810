"""Postorius, for mailing lists, in Chinese: the user's profile has a page for deleting it.

Mailman itself does not run; Postorius says so where it would list subscriptions.
"""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

from bench.real_apps import debian
from bench.real_apps.app import NAME, PASSWORD, App, Server, run

_MAIL = f"{NAME}@example.test"
_PERSON = (
    "from django.contrib.auth import get_user_model as m;"
    "from allauth.account.models import EmailAddress as e;"
    f"u, _ = m().objects.get_or_create(username='{NAME}', email='{_MAIL}');"
    f"u.set_password('{PASSWORD}'); u.save();"
    f"e.objects.update_or_create(user=u, email='{_MAIL}', verified=True, primary=True)"
)
_LOCAL = """
DEBUG = True
ALLOWED_HOSTS = ["*"]
LANGUAGE_CODE = "zh-cn"
COMPRESS_OFFLINE = COMPRESS_ENABLED = False
"""
_MARK = "# for exploring"


def prepare(folder: Path) -> Server:
    root = debian.root(folder, "mailman3-web", "dbconfig-sqlite3")
    settings = root / "etc/mailman3/mailman-web.py"
    text = settings.read_text(encoding="utf-8")
    if _MARK not in text:
        settings.write_text(f"{text}\n{_MARK}{_LOCAL}", encoding="utf-8")
    manage = "/usr/share/mailman3-web/manage.py"
    within = ("chroot", str(root), "env", "LANG=C.UTF-8", "python3", manage)
    run(*within, "migrate", "-v0")
    run(*within, "shell", "-c", _PERSON)
    return Server((*within, "runserver", "--noreload", "--insecure", "127.0.0.1:8747"), 8747)


def sign_in(page: Page, origin: str) -> None:
    page.goto(f"{origin}/accounts/login/")
    page.fill("#id_login", NAME)
    page.fill("#id_password", PASSWORD)
    page.press("#id_password", "Enter")
    page.wait_for_url(lambda url: "login" not in url)


def version(folder: Path) -> str:
    return debian.version(folder, "python3-django-postorius")


APP = App("postorius", prepare, sign_in, version, "/", 2)
