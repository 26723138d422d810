"""From exceptions to exit codes: the one place that catches everything."""

from __future__ import annotations

import sys
import tempfile
import traceback
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path

from loanexit_auto.errors import LoanexitError
from loanexit_auto.messages import Lang, Messages, said

INTERNAL = 3
INTERRUPTED = 130


def contained(command: Callable[[], object]) -> int:
    """Run a command and return its exit code; a person's mistake never shows a traceback."""
    try:
        command()
    except SystemExit as left:
        return left.code if isinstance(left.code, int) else 0 if left.code is None else 1
    except LoanexitError as error:
        say = Messages(_lang(sys.argv))
        print(said(error.args[0], say), file=sys.stderr)
        if error.hint:
            print(f"→ {said(error.hint, say)}", file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        print(
            "\n已中断；已写下的证据都在案卷里。 / Interrupted; what was written is kept.",
            file=sys.stderr,
        )
        return INTERRUPTED
    except Exception as error:  # noqa: BLE001 - the top-level handler, the only one in the package
        path = _write_log(error)
        print(
            f"程序内部错误，详情在 / Internal error, details in: {path}\n{type(error).__name__}",
            file=sys.stderr,
        )
        return INTERNAL
    return 0


def _lang(arguments: Sequence[str]) -> Lang:
    """Return the language asked for with `--lang`; Chinese, the default of every command."""
    asked = ("--lang", "en") in pairwise(arguments) or "--lang=en" in arguments
    return "en" if asked else "zh"


def _write_log(error: Exception) -> Path:
    """Keep the traceback (code places only, no local values) in a private file."""
    with tempfile.NamedTemporaryFile(
        "w", prefix="loanexit-auto-", suffix=".log", delete=False, encoding="utf-8"
    ) as log:
        log.write("".join(traceback.format_exception(error)))
    return Path(log.name)
