"""What people showed on earlier papers of the same supplier, found again on a new one; each value says as on which invoice it stands."""

from collections.abc import Sequence

from kantor.engines import extracting
from kantor.engines.extracting import Earlier, Sheet
from kantor.words import Source, Taught, TaughtPaper, Value


def taught_values(sheet: Sheet, earlier: Sequence[TaughtPaper]) -> dict[str, Value]:
    """Field -> the value that stands where people showed it; earlier: the newest first."""
    papers = {paper.id: paper for paper in earlier}
    found = {}
    for field, one in extracting.recall(sheet, [Earlier(paper.id, Sheet(paper.pages), paper.shown) for paper in earlier]).items():
        before = papers[one.from_id]
        evidence = Taught(one.how, before.id, before.number, before.on, one.words)
        found[field] = Value(one.found.value, Source("page", evidence.as_path(), one.found.page, one.found.box), one.found.confidence)
    return found
