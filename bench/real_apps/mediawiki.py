"""MediaWiki in Chinese: an account can be renamed or given up, never deleted. A control."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

from bench.real_apps import debian
from bench.real_apps.app import NAME, PASSWORD, App, Server, run

_PACKAGES = ("mediawiki", "php-cli", "php-sqlite3", "php-mbstring", "php-xml", "php-intl")
_HOME, _DATA, _PORT = "/usr/share/mediawiki", "/var/lib/mediawiki/real", 8745
_PERSON = NAME.capitalize()


def prepare(folder: Path) -> Server:
    root = debian.root(folder, *_PACKAGES)
    within = ("chroot", str(root))
    settings = root / "var/lib/mediawiki/LocalSettings.php"
    if not (root / _DATA.removeprefix("/")).exists():
        settings.unlink(missing_ok=True)
        run(
            *within, "php", f"{_HOME}/maintenance/install.php", "--dbtype", "sqlite",
            "--dbpath", _DATA, "--dbname", "wiki", "--lang", "zh-hans", "--pass", PASSWORD,
            "--server", f"http://127.0.0.1:{_PORT}", "--scriptpath", "", "--with-extensions",
            "--skins", "Vector", "Wiki", "Admin",
        )  # fmt: skip
        person = (f"{_HOME}/maintenance/createAndPromote.php", "--force", _PERSON, PASSWORD)
        run(*within, "php", *person)
    return Server((*within, "php", "-S", f"127.0.0.1:{_PORT}", "-t", "/var/lib/mediawiki"), _PORT)


def sign_in(page: Page, origin: str) -> None:
    page.goto(f"{origin}/index.php?title=Special:UserLogin")
    page.fill("#wpName1", _PERSON)
    page.fill("#wpPassword1", PASSWORD)
    page.click("#wpLoginAttempt")
    page.wait_for_selector("#pt-preferences")


def version(folder: Path) -> str:
    return debian.version(folder, "mediawiki")


APP = App("mediawiki", prepare, sign_in, version, "/index.php", None)
