"""Reading the keyboard beside a running browser: a thread that only passes on lines."""

from __future__ import annotations

import queue
import sys
import threading


class Keyboard:
    """Lines typed at the terminal, without ever blocking the one who asks."""

    def __init__(self) -> None:
        self._lines: queue.SimpleQueue[str] = queue.SimpleQueue()
        threading.Thread(target=self._read, name="keyboard", daemon=True).start()

    def line(self) -> str | None:
        """Return the oldest line not yet taken, or None."""
        try:
            return self._lines.get_nowait()
        except queue.Empty:
            return None

    def forget(self) -> None:
        """Drop what was typed before a question was asked: it is no answer to it."""
        while self.line() is not None:
            continue

    def _read(self) -> None:
        for line in sys.stdin:
            self._lines.put(line.strip())
