"""A shelf of scenarios with their mock portals: the bundled one, or a folder of one's own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from loanexit_auto.errors import UsageError
from loanexit_auto.messages import Messages
from loanexit_auto.portal.files import cases
from loanexit_auto.resources import portals_folder, scenarios_folder

SCENARIOS = "scenarios"
PORTALS = Path("fixtures") / "mock_portals"


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where `<id>.yaml` and the portal folders `<id>/` are."""

    scenarios: Path
    portals: Path

    @classmethod
    def bundled(cls) -> Shelf:
        """Return the one that ships with the program."""
        return cls(scenarios_folder(), portals_folder())

    @classmethod
    def within(cls, folder: Path) -> Shelf:
        """Return that of a folder: `scenarios/` and `fixtures/mock_portals/` in it."""
        return cls(folder / SCENARIOS, folder / PORTALS)

    @classmethod
    def of_author(cls, folder: Path | None) -> Shelf:
        """Return where an author writes: `folder`, else the checkout, else the current folder.

        What was installed is never written into.
        """
        if folder is not None:
            return cls.within(folder)
        bundled = cls.bundled()
        checkout = bundled.scenarios.parent
        own = (checkout / "pyproject.toml").is_file() and bundled == cls.within(checkout)
        return bundled if own else cls.within(Path.cwd())

    @property
    def ids(self) -> tuple[str, ...]:
        """The platforms that have a scenario here, sorted."""
        return tuple(sorted(file.stem for file in self.scenarios.glob("*.yaml")))

    def scenario(self, platform: str) -> Path:
        """Return the scenario file of a platform."""
        return self.scenarios / f"{platform}.yaml"

    def portal(self, platform: str) -> Path:
        """Return the portal folder of a platform, whether there is one or not."""
        return self.portals / platform

    def has_portal(self, platform: str) -> bool:
        """Return whether the platform has a mock portal here."""
        return (self.portal(platform) / "portal.yaml").is_file()

    def cases(self, platform: str) -> tuple[str, ...]:
        """Return the names of the platform's cases, sorted."""
        return cases(self.portal(platform))

    def chosen(self, asked: Sequence[str], say: Messages) -> tuple[str, ...]:
        """Return the platforms asked for, all if none; raises UsageError for an unknown one."""
        known = self.ids
        for name in asked:
            if name not in known:
                raise UsageError(
                    say("workshop.unknown", id=name, folder=self.scenarios),
                    say("workshop.unknown_hint"),
                )
        return tuple(asked) or known
