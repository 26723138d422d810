"""Logs: one JSON line each on stderr, redacted; for programs and for finding defects."""

from __future__ import annotations

import logging
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

from loanexit_auto.evidence.address import scrub

_NEVER = frozenset({"cookie", "cookies", "authorization", "password", "body", "storage_state"})


def configure(*, level: int = logging.INFO) -> None:
    """Send structlog's events to stderr as JSON without secrets."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            redacted,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )


def redacted(
    _logger: object, _method: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """Return the event without secret fields and without query values in addresses."""
    return {
        key: scrub(value) if isinstance(value, str) else value
        for key, value in event.items()
        if key.lower() not in _NEVER
    }
