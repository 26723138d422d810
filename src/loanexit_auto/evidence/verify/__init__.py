"""The verifier: reads a bundle, a case folder or a share copy and says what holds. Offline.

Small enough to be read in one sitting. It trusts no key and no certificate that it finds inside.
"""

from __future__ import annotations

from pathlib import Path

from loanexit_auto.evidence.refused import why
from loanexit_auto.evidence.tree import Tree
from loanexit_auto.evidence.verified import NOT_PROVED, Asked, Level, Report, Seal
from loanexit_auto.evidence.verify.bundle import check_bundle
from loanexit_auto.evidence.verify.copy import REDACTION, check_copy
from loanexit_auto.evidence.verify.seals import JOURNAL

__all__ = ["NOT_PROVED", "Asked", "Level", "Report", "Seal", "verify"]


def verify(path: Path, asked: Asked | None = None, original: Path | None = None) -> Report:
    """Return what holds of the folder or ZIP at `path`; never raises on its content.

    With `original`, a share copy is also held against the bundle it was made from.
    """
    asked, report = asked or Asked(), Report(level=Level.NOT_VERIFIABLE)
    with report.gathering(path.name):
        tree = Tree(path)
        if REDACTION in tree.sizes:
            report = check_copy(tree, asked)
        elif JOURNAL in tree.sizes:
            report = check_bundle(tree, asked)
        else:
            report.notes.append(why("note_nothing"))
    if original is not None:
        whole = verify(original, Asked(deep=True))
        for where, reason in whole.failures:
            report.failures.append((f"{original.name}: {where}", reason))
        known = {whole.statement, *(seal.statement for seal in whole.earlier)}
        if not report.statement or report.statement not in known:
            report.fail(original.name, "other_bundle")
    return report
