"""DokuWiki in Chinese: the profile ends in deleting the account, with a tick and a password."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

from bench.real_apps import debian
from bench.real_apps.app import NAME, PASSWORD, App, Server, run

_LOCAL = "<?php\n$conf['useacl'] = 1;\n$conf['lang'] = 'zh';\n$conf['title'] = 'Wiki';\n"


def prepare(folder: Path) -> Server:
    root = debian.root(folder, "dokuwiki", "php-cli", "php-xml", "php-mbstring")
    conf = root / "etc/dokuwiki"
    hashed = run("chroot", root, "php", "-r", f"echo password_hash('{PASSWORD}', PASSWORD_BCRYPT);")
    (conf / "local.php").write_text(_LOCAL, encoding="utf-8")
    people = root / "var/lib/dokuwiki/acl"
    (people / "acl.auth.php").write_text("*\t@ALL\t8\n", encoding="utf-8")
    (people / "users.auth.php").write_text(
        f"{NAME}:{hashed}:Erika:erika@example.test:user\n", encoding="utf-8"
    )
    served = ("chroot", str(root), "php", "-S", "127.0.0.1:8741", "-t", "/usr/share/dokuwiki")
    return Server(served, 8741)


def sign_in(page: Page, origin: str) -> None:
    page.goto(f"{origin}/doku.php?do=login")
    page.fill("input[name=u]", NAME)
    page.fill("input[name=p]", PASSWORD)
    page.click("#dw__login button[type=submit]")
    page.wait_for_selector(".action.profile")


def version(folder: Path) -> str:
    return debian.version(folder, "dokuwiki")


APP = App("dokuwiki", prepare, sign_in, version, "/doku.php", 1)
