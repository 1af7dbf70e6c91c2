"""Names of the two parties where a paper says them outright: behind `Name:` in a block with the heading `Seller` or `Buyer`."""

from collections.abc import Iterator, Mapping

from kantor.engines.extracting.candidates import Candidate, Sheet
from kantor.engines.extracting.lines import Line

PARTIES: Mapping[str, str] = {"seller": "supplier_name", "buyer": "buyer_name"}
"""What the heading of a block says -> whose name stands in it."""
_NAMED = "named"
_MOST_ABOVE = 8


def headed_names(sheet: Sheet) -> dict[str, Candidate]:
    """Field -> the name in the block of that party; none where two blocks of a party say different names."""
    found: dict[str, set[Candidate]] = {}
    for one in _behind_name(sheet):
        if field := PARTIES.get(_heading(sheet, one.line)):
            found.setdefault(field, set()).add(one)
    return {field: min(some, key=lambda one: one.line) for field, some in found.items() if len({one.value for one in some}) == 1}


def _behind_name(sheet: Sheet) -> Iterator[Candidate]:
    """The names that stand, as a segment of their own, behind a line's first word `Name` or its like."""
    for one in sheet.candidates["name"]:
        first = next(iter(sheet.labels[one.line]), None)
        line = sheet.lines[one.line]
        if first and first.meaning == _NAMED and first.first == 0 and one.first == first.end and one.end == len(line.tokens):
            yield one


def _heading(sheet: Sheet, index: int) -> str:
    """What the nearest line above says that stands alone at the same left edge, as the heading of a block does; '' where it says nothing
    known or more than that."""
    line = sheet.lines[index]
    for above in range(index - 1, max(-1, index - 1 - _MOST_ABOVE), -1):
        other = sheet.lines[above]
        if other.page != line.page:
            break
        if len(other.segments) == 1 and abs(other.tokens[0].x0 - line.tokens[0].x0) < line.size and not _is_stated(other):
            meanings = {label.meaning for label in sheet.labels[above] if label.first == 0 and label.end == len(other.tokens)}
            return meanings.pop() if len(meanings) == 1 else ""
    return ""


def _is_stated(line: Line) -> bool:
    """`Number: 4711` in one segment: a fact of the block, not its heading."""
    return any(token.text.endswith(":") for token in line.tokens[:-1])
