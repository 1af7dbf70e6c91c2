"""A list as a page of rows, or whole as a file for a spreadsheet."""

from collections.abc import Callable, Sequence
from typing import Any, Literal, NamedTuple

from django.http import HttpResponse
from pydantic import Field

from kantor.channels.api.gates import Call
from kantor.channels.api.shapes import Page, Paged, Row, page
from kantor.desk.lists.exporting import MEDIA_TYPES, Column, exported
from kantor.desk.lists.queries import PAGE

OR_FILE: dict[str, Any] = {"responses": {200: {"content": {one.partition(";")[0]: {} for one in MEDIA_TYPES.values()}}}}
"""Says in the description of a route that it answers a file as well."""


class Listed(Paged):
    """A list that can be had as a file as well."""

    export: Literal["", "csv", "xlsx"] = Field(default="", description="All rows as such a file, headed in the caller's language.")


class Rows(NamedTuple):
    """file: its name; columns: of the file; fetch(place of the last row, None at first): a page; cursor(row): its place."""

    file: str
    columns: Sequence[Column]
    fetch: Callable[[Any], Sequence[Any]]
    cursor: Callable[[Any], Any]
    full: int = PAGE


def page_or_file(request: Call, rows: Rows, shape: Callable[[Any], Row], begins: Any) -> Page[Row] | HttpResponse:
    """What `export` asks for. begins: place of the last row of the page before, None at first."""
    if answer := exported(request, rows.file, rows.columns, rows.fetch, rows.cursor):
        answer.headers["Cache-Control"] = "no-store"
        return answer
    return page(rows.fetch(begins), shape, rows.cursor, rows.full)
