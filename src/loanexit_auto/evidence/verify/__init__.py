"""The verifier: reads a bundle, a case folder or a share copy and says what holds. Offline.

Small enough to be read in one sitting. It trusts no key and no certificate that it finds inside.
"""

from __future__ import annotations

from pathlib import Path

from loanexit_auto.evidence.verify.bundle import JOURNAL, check_bundle
from loanexit_auto.evidence.verify.copy import REDACTION, check_copy
from loanexit_auto.evidence.verify.report import NOT_PROVED, Asked, Level, Report
from loanexit_auto.evidence.verify.tree import Tree

__all__ = ["NOT_PROVED", "Asked", "Level", "Report", "verify"]


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
            report.notes.append("no journal and no proof inside")
    if original is not None:
        whole = verify(original, Asked(deep=True))
        for where, why in whole.failures:
            report.fail(f"original: {where}", why)
        if not report.statement or report.statement != whole.statement:
            report.fail("original", "this copy was made from another bundle")
    return report
