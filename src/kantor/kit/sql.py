"""SQL by name: one statement a file in a package's `queries/` folder, its first line a comment that says what it is for.

    QUERIES = Queries(__file__)                       # the folder `queries` beside this module
    for item in QUERIES.rows("open_items", client_id=3):
        item.due_on

Statements run on Django's connection and in its transaction, with psycopg's named parameters: `%(client_id)s`. A statement that takes
large arrays names them `%(contents)b`: it is then bound by the server, in binary form, at a fifth of the price.
"""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from functools import cache
from pathlib import Path
from typing import Any

from django.db import connections
from psycopg import Cursor
from psycopg.rows import BaseRowFactory, dict_row, namedtuple_row, tuple_row
from psycopg.types.json import JsonbLoader

BINARY = ")b"


class Queries:
    """The named statements of one package. A file that is missing or says not what it is for is an error at first use."""

    def __init__(self, module_file: str, *, folder: str = "queries") -> None:
        self.folder = Path(module_file).resolve().parent / folder

    def text(self, name: str) -> str:
        """The statement `name`."""
        return _read(self.folder / f"{name}.sql")

    def rows(self, name: str, /, **parameters: Any) -> list[Any]:
        """All rows as named tuples."""
        return self._fetch(name, parameters, namedtuple_row)

    def dicts(self, name: str, /, **parameters: Any) -> list[dict[str, Any]]:
        """All rows as dicts."""
        return self._fetch(name, parameters, dict_row)

    def one(self, name: str, /, **parameters: Any) -> Any | None:
        """The first row as a named tuple, None where there is none."""
        found = self.rows(name, **parameters)
        return found[0] if found else None

    def value(self, name: str, /, **parameters: Any) -> Any:
        """The first column of the first row, None where there is none."""
        found = self._fetch(name, parameters, tuple_row)
        return found[0][0] if found else None

    def run(self, name: str, /, **parameters: Any) -> int:
        """Execute a statement that changes rows; how many it changed."""
        text = self.text(name)
        with _django_errors(), _cursor(text, tuple_row) as cursor:
            return cursor.execute(text, parameters).rowcount

    def run_each(self, name: str, many: Sequence[Mapping[str, Any]]) -> None:
        """Execute a statement once for each set of parameters, in one round trip (pipeline)."""
        text = self.text(name)
        with _django_errors(), _cursor(text, tuple_row) as cursor:
            cursor.executemany(text, many)

    def _fetch(self, name: str, parameters: Mapping[str, Any], shape: BaseRowFactory[Any]) -> list[Any]:
        text = self.text(name)
        with _django_errors(), _cursor(text, shape) as cursor:
            return cursor.execute(text, parameters).fetchall()


def _django_errors() -> AbstractContextManager[None]:
    """Callers see django.db's errors, whichever way a statement went; psycopg's own error is their cause."""
    wrapped: AbstractContextManager[None] = connections["default"].wrap_database_errors
    return wrapped


def _cursor(text: str, shape: BaseRowFactory[Any]) -> Cursor[Any]:
    """A psycopg cursor on Django's connection, so that the statement belongs to Django's transaction."""
    wrapper = connections["default"]
    wrapper.ensure_connection()
    connection = wrapper.connection
    assert connection is not None
    if BINARY in text:
        cursor = Cursor(connection, row_factory=shape)
    else:
        cursor = connection.cursor(row_factory=shape)
    cursor.adapters.register_loader("jsonb", JsonbLoader)  # Django leaves jsonb as text for its own fields to parse
    return cursor


@cache
def _read(path: Path) -> str:
    text = path.read_text(encoding="utf-8")
    if not text.startswith("-- "):
        raise ValueError(f"{path.name} must begin with a comment line that says what the statement is for.")
    return text
