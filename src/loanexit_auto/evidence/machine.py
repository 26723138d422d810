"""What this computer says about itself, for the environment record. Asks nobody outside it."""

from __future__ import annotations

import base64
import hashlib
import os
import platform
import sys
from collections.abc import Iterable, Mapping
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from loanexit_auto.evidence.address import without_values

_PROXIES = ("HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY")
_HOSTS = (
    Path(os.environ.get("SYSTEMROOT", r"C:\Windows")) / "System32/drivers/etc/hosts"
    if sys.platform == "win32"
    else Path("/etc/hosts")
)


def machine_facts(
    domains: Iterable[str],
    browser: Path | None = None,
    *,
    hosts: Path = _HOSTS,
    environ: Mapping[str, str] = os.environ,
) -> dict[str, dict[str, object]]:
    """Return facts for `environment.environment`: system, tool, proxy, hosts lines, browser hash.

    Of the hosts file only lines that name one of `domains` are kept. Hashing a browser takes some
    tenths of a second.
    """
    return {
        "system": {
            "name": platform.system(),
            "version": platform.version(),
            "processor": platform.machine(),
            "python": platform.python_version(),
        },
        "tool": _tool(),
        "network": {"proxy": _proxy(environ), "hosts_lines": _hosts_lines(hosts, domains)},
        "browser": {"sha256": file_sha256(browser) if browser else None},
    }


def file_sha256(path: Path) -> str | None:
    """Return the SHA-256 of a file in hexadecimal; None if it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None


def _proxy(environ: Mapping[str, str]) -> str:
    names = [name for upper in _PROXIES for name in (upper, upper.lower())]
    return " ".join(
        f"{name}={without_values(environ[name])}" for name in names if environ.get(name)
    )


def _hosts_lines(hosts: Path, domains: Iterable[str]) -> list[str] | None:
    try:
        lines = hosts.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return None
    wanted = tuple(domain.lower() for domain in domains)
    return [line.strip() for line in lines if _names_one(line.partition("#")[0].lower(), wanted)]


def _names_one(line: str, domains: tuple[str, ...]) -> bool:
    hosts = line.split()[1:]
    return any(h == domain or h.endswith("." + domain) for h in hosts for domain in domains)


def _tool() -> dict[str, object]:
    try:
        installed = distribution("loanexit-auto")
    except PackageNotFoundError:
        return {}
    record = installed.read_text("RECORD") or ""
    return {
        "version": installed.version,
        "record_sha256": hashlib.sha256(record.encode()).hexdigest() if record else None,
        "files_as_installed": _as_installed(installed),
    }


def _as_installed(installed: Distribution) -> bool | None:
    """Return whether every file is the one that was installed; None from a source checkout."""
    files = [file for file in installed.files or () if file.suffix == ".py"]
    if not any(file.parts[0] == "loanexit_auto" for file in files):
        return None
    return all(_is_as_recorded(Path(str(file.locate())), file.hash) for file in files)


def _is_as_recorded(path: Path, recorded: object) -> bool:
    expected = getattr(recorded, "value", None)
    found = file_sha256(path)
    if expected is None or found is None:
        return False
    return base64.urlsafe_b64encode(bytes.fromhex(found)).rstrip(b"=").decode() == str(expected)
