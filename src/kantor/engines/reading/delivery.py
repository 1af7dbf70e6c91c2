"""Takes a delivery apart until only documents are left: mails into text and attachments, archives into files, one in the other."""

from collections.abc import Iterator

from kantor.engines.reading import archive, mail, recognise
from kantor.engines.reading.parts import Bounds, Budget, Part, plain_name
from kantor.engines.reading.refusal import Refusal, Refused

STANDARD = Bounds()


def unpack(data: bytes, name: str, bounds: Bounds = STANDARD) -> list[Part] | Refusal:
    """The documents in `data`; a file that is no container is its own single part.

    A Refusal is returned where the delivery as a whole is empty, broken, encrypted or out of bounds. A broken container inside a delivery,
    or one below the depth that is allowed, comes back as a part that says why it is still closed.
    """
    if not data:
        return Refusal(key="empty")
    budget = Budget(bounds)
    part = Part(plain_name(name, "document"), _media_type(data), data)
    try:
        if part.media_type in _OPENERS:
            return [inner for content in _contents(part, budget) for inner in _unfold(content, budget, 1)] or [part]
        return [part]
    except Refused as refused:
        return refused.refusal


def _media_type(data: bytes) -> str:
    found = recognise.media_type(data)
    return (archive.office_type(data) or found) if found == recognise.ZIP else found


def _unfold(part: Part, budget: Budget, depth: int) -> Iterator[Part]:
    if part.media_type not in _OPENERS or part.is_body:
        yield part
        return
    if depth >= budget.bounds.depth:
        yield part._replace(refusal=Refusal(key="nested_too_deep", evidence={"limit": str(budget.bounds.depth)}))
        return
    try:
        contents = list(_contents(part, budget))
    except Refused as refused:
        if refused.key in ("too_many_parts", "unpacked_too_large"):
            raise
        yield part._replace(refusal=refused.refusal)
        return
    for content in contents:
        yield from _unfold(content, budget, depth + 1)


def _contents(part: Part, budget: Budget) -> Iterator[Part]:
    within = (*part.within, part.name)
    for name, data, is_body in _OPENERS[part.media_type](part.data, budget):
        yield Part(name, _media_type(data), data, within, is_body)


def _from_mail(data: bytes, budget: Budget) -> Iterator[tuple[str, bytes, bool]]:
    for enclosure in mail.open_mail(data).enclosures:
        budget.take(len(enclosure.data))
        yield enclosure.name, enclosure.data, enclosure.is_body


def _from_archive(data: bytes, budget: Budget) -> Iterator[tuple[str, bytes, bool]]:
    for name, content in archive.entries(data, budget):
        yield name, content, False


_OPENERS = {recognise.MAIL: _from_mail, recognise.ZIP: _from_archive}
