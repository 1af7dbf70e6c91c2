"""What people showed on earlier papers of the same supplier, found again on a new one; each value says as on which invoice it stands."""

from collections.abc import Mapping, Sequence

from kantor.engines import extracting
from kantor.engines.extracting import Earlier, Found, Item, RecalledRows, Sheet
from kantor.words import BELOW, Source, Taught, TaughtPaper, Value

Row = Mapping[str, Value]


def earlier_papers(papers: Sequence[TaughtPaper]) -> list[Earlier]:
    """The same papers, taken apart."""
    return [Earlier(paper.id, Sheet(paper.pages), paper.shown) for paper in papers]


def taught_values(sheet: Sheet, papers: Sequence[TaughtPaper], earlier: Sequence[Earlier]) -> dict[str, Value]:
    """Field -> the value that stands where people showed it; papers, earlier: the same ones, the newest first."""
    found = {}
    for field, one in extracting.recall(sheet, earlier).items():
        evidence = _as_on(papers, one.from_id, one.how, one.words)
        found[field] = Value(one.found.value, Source("page", evidence, one.found.page, one.found.box), one.found.confidence)
    return found


def taught_rows(sheet: Sheet, papers: Sequence[TaughtPaper], earlier: Sequence[Earlier], net: str) -> tuple[Sequence[Item], Sequence[Row]]:
    """The rows of the table, and as values: by the columns that people showed, unless more speaks for the rows that labels alone find.
    What both read alike says nothing about an earlier paper."""
    plain = extracting.items(sheet, net=net)
    shown = extracting.recall_rows(sheet, earlier, net=net)
    if shown is None or _proof(plain, net, shown) > _proof(shown.items, net, shown):
        return plain, [{key: _value(one, "") for key, one in item.items()} for item in plain]
    evidence = _as_on(papers, shown.from_id, BELOW, shown.words)
    rows = []
    for place, item in enumerate(shown.items):
        other: Item = plain[place] if place < len(plain) else {}
        rows.append({key: _value(one, "" if key in other and other[key].value == one.value else evidence) for key, one in item.items()})
    return shown.items, rows


def _proof(items: Sequence[Item], net: str, shown: RecalledRows) -> tuple[bool, int]:
    return extracting.proof(items, net, multiplies=shown.multiplies)


def _as_on(papers: Sequence[TaughtPaper], id: int, how: str, words: str) -> str:
    before = next(paper for paper in papers if paper.id == id)
    return Taught(how, before.id, before.number, before.on, words).as_path()


def _value(found: Found, path: str) -> Value:
    return Value(found.value, Source("page", path, found.page, found.box), found.confidence)
