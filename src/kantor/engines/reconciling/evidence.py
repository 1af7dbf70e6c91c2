"""The reasons of a proposal in the order in which a clerk would give them: what is named, who pays, how the amount fits."""

from collections.abc import Sequence

from kantor.engines.reconciling.amounts import Fit
from kantor.engines.reconciling.book import Book
from kantor.engines.reconciling.model import Evidence, Line
from kantor.engines.reconciling.naming import Named

_MOST_NAMED = 5


def reasons(book: Book, line: Line, named: Sequence[Named], who: Sequence[Evidence], fit: Fit) -> tuple[Evidence, ...]:
    return (*_said(book, named), *who, *_amount(book, line, fit))


def _said(book: Book, named: Sequence[Named]) -> list[Evidence]:
    said = []
    for one in named[:_MOST_NAMED]:
        number = book.items[one.place].references[0]
        if one.how == "reference":
            said.append(Evidence("reference", {"number": number}))
        else:
            said.append(Evidence(one.how, {"number": number, "written": one.written}))
    if len(named) > _MOST_NAMED:
        said.append(Evidence("and_more", {"count": len(named) - _MOST_NAMED}))
    return said


def _amount(book: Book, line: Line, fit: Fit) -> list[Evidence]:
    item = book.items[book.place_of(fit.shares[0].item_id)]
    said = []
    if len(fit.shares) > 1:
        said.append(Evidence("together", {"count": len(fit.shares)}))
    values: dict[str, object] = {"amount_minor": abs(line.amount), "currency": line.currency}
    if fit.difference:
        values |= {"difference_minor": abs(fit.difference), "difference_currency": item.currency}
    said.append(Evidence(f"amount_{fit.kind}", values))
    return said
