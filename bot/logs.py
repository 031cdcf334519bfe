"""The log: a line for an event, as JSON or for the eye; no token, no text of an exception."""

from __future__ import annotations

import logging
import re
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Literal

import structlog
from structlog.typing import EventDict, Processor

#: A bot's token as @BotFather gives it, also where a URL has it with the colon escaped.
TOKEN = re.compile(r"\d{5,}(?::|%3A)[A-Za-z0-9_-]{30,}", re.IGNORECASE)
HIDDEN = "***"
#: These write a line for every request or update at INFO.
_TALKATIVE = ("aiogram.event", "aiohttp.access", "apscheduler", "alembic", "sqlalchemy.engine")


def redact(text: str, secrets: Sequence[str] = ()) -> str:
    """`text` without the secrets given and without anything that looks like a token."""
    for secret in secrets:
        text = text.replace(secret, HIDDEN)
    return TOKEN.sub(HIDDEN, text)


def trail(error: BaseException) -> str:
    """Where an exception came from, without its text, which may quote what a person wrote."""
    frames = [
        f"{Path(frame.filename).name}:{frame.lineno}"
        for frame in traceback.extract_tb(error.__traceback__)
    ]
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return f"{type(error).__name__} at {' > '.join(frames)}" + (
        f" from {trail(cause)}" if cause else ""
    )


class RedactingFormatter(structlog.stdlib.ProcessorFormatter):
    """Renders any library's record, and takes the secrets out of the finished line."""

    def __init__(
        self, secrets: Sequence[str], processors: Sequence[Processor], shared: Sequence[Processor]
    ) -> None:
        super().__init__(processors=processors, foreign_pre_chain=shared)
        self._secrets = tuple(secrets)

    def format(self, record: logging.LogRecord) -> str:
        """The finished line, redacted."""
        return redact(super().format(record), self._secrets)


def set_up(form: Literal["console", "json"], level: str, secrets: Sequence[str] = ()) -> None:
    """Send every logger of the process to stderr in one form."""
    shared: list[Processor] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _shorten_exception if level != "DEBUG" else structlog.processors.format_exc_info,
    ]
    last: Processor = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if form == "json"
        else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    )
    handler = logging.StreamHandler()
    without_meta = structlog.stdlib.ProcessorFormatter.remove_processors_meta
    handler.setFormatter(RedactingFormatter(secrets, [without_meta, last], shared))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(level if level == "DEBUG" else "WARNING")
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelName(level)),
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=False,
    )
    sys.excepthook = _log_uncaught


def log(name: str) -> Any:
    """A logger for one module; its methods take an event and plain values: ids, counts, reasons."""
    return structlog.stdlib.get_logger(name)


def _shorten_exception(_logger: Any, _method: str, event: EventDict) -> EventDict:
    given = event.pop("exc_info", None)
    error = sys.exc_info()[1] if given is True else given[1] if isinstance(given, tuple) else given
    if isinstance(error, BaseException):
        event["exception"] = trail(error)
    return event


def _log_uncaught(
    kind: type[BaseException], error: BaseException, where: TracebackType | None
) -> None:
    logging.getLogger("vekha").critical(
        "the program ended by an error", exc_info=(kind, error, where)
    )
