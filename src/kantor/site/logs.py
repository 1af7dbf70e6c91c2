"""What the processes tell about themselves: one line an event, as text or as JSON, with the document, client and request it belongs to.

Lines are written as `LOG.info("job=%s client=%d", name, client_id)`: the keys become fields of the JSON line. What people or documents say
never gets into a line: of an error its kind and its place, of its message the words that are ours.
"""

import json
import logging
import os
import re
import traceback
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

HIDDEN = "..."
PRIVATE = {"file", "key", "name", "email", "title", "subject"}
"""Keys whose values come from documents or people."""
KEY = re.compile(r"(\w+)=%")
OURS = r"(?<!constraint )(?<!relation )(?<!column )(?<!table )(?<!index )(?<!role )(?<!database )(?<!function )"
"""Names in quotes that come from our own schema, not from a document."""
GIVEN = re.compile(
    rf"{OURS}\"[^\"]*\"|{OURS}(?<!\w)'[^']*'|[\w.+-]+@[\w.-]+|\b[A-Z]{{2}}\d{{2}}[ A-Z0-9]{{11,}}|\d[\d ./-]{{5,}}\d|\d{{5,}}"
)
_CONTEXT: ContextVar[Mapping[str, Any] | None] = ContextVar("kantor_log_context", default=None)


@contextmanager
def about(**known: Any) -> Iterator[None]:
    """Every line of the block carries these (request, client, document); inner ones add to outer ones."""
    token = _CONTEXT.set({**(_CONTEXT.get() or {}), **known})
    try:
        yield
    finally:
        _CONTEXT.reset(token)


def discreet(text: str) -> str:
    """The first line of a message without what was given from outside: quoted values, addresses, account and other long numbers."""
    return GIVEN.sub(HIDDEN, text.strip().split("\n", 1)[0])


class Lines(logging.Formatter):
    """Text: moment, level, message, and what it belongs to where the message does not say so itself."""

    def format(self, record: logging.LogRecord) -> str:
        fields, context = _fields(record), _CONTEXT.get() or {}
        more = "".join(f" {name}={value}" for name, value in context.items() if name not in fields)
        line = f"{_moment(record)} {record.levelname} {_message(record)}{more}"
        error = record.exc_info[1] if record.exc_info else None
        return f"{line}\n{_told(error)}" if error else line


class JsonLines(logging.Formatter):
    """One JSON object a line: at, level, logger, process, message, the keys of the message, its context, and the error's kind and place."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": _moment(record),
            "level": record.levelname.lower(),
            "logger": record.name,
            "process": os.getpid(),
            "message": _message(record),
            **(_CONTEXT.get() or {}),
            **_fields(record),
        }
        error = record.exc_info[1] if record.exc_info else None
        if error is not None:
            line["error"] = {"kind": type(error).__name__, "message": discreet(str(error)), "where": _where(error)}
        return json.dumps(line, ensure_ascii=False, default=str)


def settings(form: str) -> dict[str, Any]:
    """Django's LOGGING for the form `text` or `json`; requests are told in JSON only, where a machine reads them."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"()": JsonLines if form == "json" else Lines}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["stderr"], "level": "WARNING"},
        "loggers": {
            "django.request": {"level": "ERROR"},
            "kantor.web": {"level": "INFO" if form == "json" else "WARNING"},
            "kantor.road": {"level": "INFO" if form == "json" else "WARNING"},
        },
    }


def _moment(record: logging.LogRecord) -> str:
    return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")


def _message(record: logging.LogRecord) -> str:
    if not isinstance(record.args, tuple):
        return discreet(record.getMessage())
    values = tuple(_shown(name, value) for name, value in _named(record))
    try:
        return str(record.msg) % values if values else str(record.msg)
    except (TypeError, ValueError):  # a placeholder that our words do not fit
        return str(record.msg)


def _fields(record: logging.LogRecord) -> dict[str, Any]:
    return {name: _shown(name, value) for name, value in _named(record) if name}


def _named(record: logging.LogRecord) -> list[tuple[str, Any]]:
    """The values of a message, each with its key, '' where it has none."""
    given = record.args if isinstance(record.args, tuple) else ()
    keys = KEY.findall(str(record.msg))
    return list(zip(keys, given, strict=True)) if len(keys) == len(given) else [("", value) for value in given]


def _shown(name: str, value: Any) -> Any:
    if name in PRIVATE:
        return HIDDEN
    return value if isinstance(value, int | float) else discreet(str(value))


def _where(error: BaseException) -> list[str]:
    """File, line and function of each frame, the innermost last."""
    return [f"{os.path.relpath(frame.filename)}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(error.__traceback__)]


def _told(error: BaseException) -> str:
    """Like a traceback, with the messages made discreet."""
    before = error.__cause__ or error.__context__
    earlier = f"{_told(before)}\n" if before is not None else ""
    frames = "".join(traceback.format_tb(error.__traceback__))
    return f"{earlier}Traceback (most recent call last):\n{frames}{type(error).__name__}: {discreet(str(error))}"
