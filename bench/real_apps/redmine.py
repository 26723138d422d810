"""Redmine in Chinese: beside the own account's form a link leads to deleting the account."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

from bench.real_apps import debian
from bench.real_apps.app import NAME, PASSWORD, App, Server, run

_PERSON = (
    f"u = User.find_by_login('{NAME}') || User.new(login: '{NAME}');"
    f"u.assign_attributes(firstname: 'Erika', lastname: 'M', mail: '{NAME}@example.test',"
    f" language: 'zh', password: '{PASSWORD}', must_change_passwd: false); u.save!;"
    "Setting.default_language = 'zh'"
)
_RAILS = ("env", "RAILS_ENV=production", "X_DEBIAN_SITEID=default", "LANG=C.UTF-8")
_HOME = "/usr/share/redmine"
_WEBRICK = "/usr/share/rubygems-integration/all/gems/webrick-*/lib"  # not in Redmine's Gemfile


def prepare(folder: Path) -> Server:
    root = debian.root(folder, "redmine", "redmine-sqlite", "ruby-webrick")
    within = ("chroot", str(root), *_RAILS)
    run(*within, "sh", "-c", f'cd {_HOME} && ruby bin/rails runner "{_PERSON}"')
    served = (
        f"cd {_HOME} && export RUBYLIB=$(echo {_WEBRICK})"
        " && exec ruby bin/rails server -u webrick -b 127.0.0.1 -p 8744"
    )
    return Server((*within, "sh", "-c", served), 8744)


def sign_in(page: Page, origin: str) -> None:
    page.goto(f"{origin}/login")
    page.fill("#username", NAME)
    page.fill("#password", PASSWORD)
    page.click("#login-submit")
    page.wait_for_selector("#loggedas")


def version(folder: Path) -> str:
    return debian.version(folder, "redmine")


APP = App("redmine", prepare, sign_in, version, "/", 1)
