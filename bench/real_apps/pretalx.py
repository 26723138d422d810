"""pretalx, for calls for papers, in English: a speaker's profile ends in deleting the account."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

from bench.real_apps.app import NAME, PASSWORD, App, Server, run, venv

_MAIL = f"{NAME}@example.test"
_ADMIN = (  # to whom the example event belongs
    "from pretalx.person.models import User;"
    "u, _ = User.objects.get_or_create(email='admin@example.test');"
    "u.is_administrator = True; u.save()"
)
_PERSON = (
    "from pretalx.person.models import User;"
    "from pretalx.event.models import Event;"
    "Event.objects.update(is_public=True);"
    f"u = User.objects.filter(email='{_MAIL}').first() or"
    f" User.objects.create_user(email='{_MAIL}', name='Erika', password='{PASSWORD}')"
)


def prepare(folder: Path) -> Server:
    python = venv(folder, "pretalx==2025.2.2", "Faker", "freezegun")
    env = {
        "PRETALX_DATA_DIR": str(folder / "data"),
        "PRETALX_DB_NAME": str(folder / "pretalx.sqlite3"),
        "PRETALX_DEBUG": "True",  # it serves its own style sheets then
        "PRETALX_SITE_URL": "http://127.0.0.1:8746",
        "PRETALX_NO_INITIAL_LOG": "1",
        "DJANGO_SETTINGS_MODULE": "pretalx.settings",
    }
    django = (str(python), "-m", "django")
    shell = (*django, "shell", "--unsafe-disable-scopes")
    (folder / "data").mkdir(exist_ok=True)
    run(*django, "migrate", "-v0", cwd=folder, **env)
    if not (filled := folder / "filled").exists():
        run(*shell, "-c", _ADMIN, cwd=folder, **env)
        run(*django, "create_test_event", "--stage", "cfp", "--seed", "1", cwd=folder, **env)
        filled.touch()
    run(*shell, "-c", _PERSON, cwd=folder, **env)
    return Server((*django, "runserver", "--noreload", "127.0.0.1:8746"), 8746, folder, env)


def sign_in(page: Page, origin: str) -> None:
    page.goto(f"{origin}/democon/login/")
    page.fill("input[name=login_email]", _MAIL)
    page.fill("input[name=login_password]", PASSWORD)
    page.press("input[name=login_password]", "Enter")
    page.wait_for_url(lambda url: "login" not in url)


def version(folder: Path) -> str:
    return run(
        folder / "venv/bin/python", "-c", "import pretalx; print(pretalx.__version__)"
    ).strip()


APP = App("pretalx", prepare, sign_in, version, "/democon/", 2)
