"""What routes take and give: amounts are decimal texts with their currency beside them, days and moments ISO 8601, ids whole numbers."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Generic, TypeVar

from ninja import Path, Schema
from pydantic import BaseModel, Field

from kantor.kit.money import Money

Row = TypeVar("Row", bound=BaseModel)
MOST_ID = 2**53
Id = Annotated[int, Field(ge=1, le=MOST_ID)]
PathId = Annotated[int, Path(ge=1, le=MOST_ID)]
Text = Annotated[str, Field(max_length=4000, pattern=r"^[^\x00]*$")]
Address = Annotated[str, Field(min_length=1, max_length=200, pattern=r"^[A-Za-z0-9_.]+$")]
"""Of a value: a field, or table.row.column with rows from 0."""
Word = Annotated[str, Field(max_length=200, pattern=r"^[^\x00]*$")]


class Across(Schema):
    """Which of the key's clients, by id; all of them where none is named."""

    client: list[Id] = Field(default=[], description="Only these clients; all that the key may see where none is named.")


class Paged(Across):
    """A page of a list, from where the page before it ended."""

    after: Word = Field(default="", description="`next` of the page before.")


class Page(Schema, Generic[Row]):
    """A page of at most 200 rows; `next` is null on the last one."""

    rows: list[Row]
    next: str | None = None


class FindingShape(Schema):
    """What a rule says. severity: ok, look (a person must look), stop (cannot take effect); says: in the caller's language."""

    key: str
    severity: str
    field: str | None = None
    says: str
    evidence: dict[str, str] = {}


class ProblemShape(Schema):
    """Why something was not done (RFC 9457), in the caller's language."""

    type: str
    title: str
    status: int
    detail: str
    what_to_do: str


def page(rows: Sequence[Any], shape: Callable[[Any], Row], cursor: Callable[[Any], Any], full: int) -> Page[Row]:
    """The rows in their shape, and where the next page begins, if there is one. full: rows of a full page."""
    more = cursor_text(cursor(rows[-1])) if len(rows) >= full else None
    return Page(rows=[shape(row) for row in rows], next=more)


def cursor_text(cursor: Any) -> str:
    return "~".join(str(part) for part in cursor) if isinstance(cursor, tuple) else str(cursor)


def decimal(minor: int | None, currency: str) -> Decimal | None:
    """Minor units as an amount; None where there is none."""
    return Money.from_minor(minor, currency).amount if minor is not None and currency else None


def plain(value: Any) -> Any:
    """Records and rows as JSON can say them."""
    if isinstance(value, Money):
        return {"amount": str(value.amount), "currency": value.currency}
    if hasattr(value, "_asdict"):
        return plain(value._asdict())
    if is_dataclass(value) and not isinstance(value, type):
        return plain(asdict(value))
    if isinstance(value, dict):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(one) for one in value]
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, bytes | memoryview):
        return bytes(value).hex()
    return str(value) if isinstance(value, Decimal) else value
