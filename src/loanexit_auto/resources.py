"""Where the files that ship with the program are: scenarios and mock portals.

In a wheel they lie inside the package (`loanexit_auto/data/`); in a checkout they lie at its top
(`scenarios/`, `fixtures/mock_portals/`). Callers do not need to know which.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_CHECKOUT = _PACKAGE.parents[1]


def scenarios_folder() -> Path:
    """Return the folder that holds `<id>.yaml` for every platform."""
    return _first_existing(_PACKAGE / "data" / "scenarios", _CHECKOUT / "scenarios")


def portals_folder() -> Path:
    """Return the folder that holds one mock portal per sub-folder."""
    return _first_existing(
        _PACKAGE / "data" / "mock_portals", _CHECKOUT / "fixtures" / "mock_portals"
    )


def _first_existing(*candidates: Path) -> Path:
    return next((path for path in candidates if path.is_dir()), candidates[-1])
