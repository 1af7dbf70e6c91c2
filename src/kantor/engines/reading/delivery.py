"""Takes a delivery apart until only documents are left: mails into text and attachments, archives into files, one in the other."""

import codecs
import contextlib
import email
import email.mime
import encodings
import importlib
import pkgutil
from collections.abc import Iterator, Sequence
from typing import Any

from kantor.engines.reading import archive, card, mail, recognise, sandbox
from kantor.engines.reading.nurseries import Limits
from kantor.engines.reading.parts import Bounds, Budget, Part, plain_name
from kantor.engines.reading.refusal import Refusal, Refused, megabytes

STANDARD = Bounds()
MOST_BYTES = 200 << 20
_UNFOLD = "kantor.engines.reading.delivery.unfold"


def unpack(files: Sequence[tuple[bytes, str]], bounds: Bounds = STANDARD) -> list[list[Part] | Refusal]:
    """The documents in each file, given as (bytes, name); a file that is no container is its own single part.

    A Refusal is returned where a file as a whole is empty, broken, encrypted or out of bounds. A broken container inside a file, or one
    below the depth that is allowed, comes back as a part that says why it is still closed. The containers are opened one after the other in
    one process while they behave, because to begin a process takes several times as long as to open a mail.
    """
    found = [_at_once(data, name) for data, name in files]
    closed = [data for (data, _), one in zip(files, found, strict=True) if one is None]
    told = iter(sandbox.run_each(_UNFOLD, closed, bounds=bounds, limits=_limits(bounds)) if closed else ())
    return [one if one is not None else _parts(next(told), *file) for file, one in zip(files, found, strict=True)]


def _at_once(data: bytes, name: str) -> list[Part] | Refusal | None:
    """What can be said of a file without opening it; None of a container."""
    if not data:
        return Refusal(key="empty")
    if recognise.media_type(data) not in _OPENERS:
        return [Part(plain_name(name, "document"), recognise.media_type(data), data)]
    if len(data) > MOST_BYTES:
        return Refusal(key="file_too_large", evidence={"limit": megabytes(MOST_BYTES), "size": megabytes(len(data))})
    return None


def _parts(told: Any, whole: bytes, name: str) -> list[Part] | Refusal:
    """What was told about a container, with its name, which stands first in what each of its parts lies within."""
    if isinstance(told, Refused):
        return told.refusal
    outer = plain_name(name, "document")
    return [
        part._replace(within=(outer, *part.within[1:])) if part.within else part._replace(name=outer)
        for part in (_part(*one, whole=whole) for one in told)
    ]


def _limits(bounds: Bounds) -> Limits:
    return Limits(memory_bytes=2 << 30, output_bytes=bounds.total_bytes + (8 << 20))


def prepare() -> None:
    """Load all of `email`, and every character set that a mail or an archive may name; behind the walls Python cannot fetch them."""
    for package in (email, email.mime, encodings):
        for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
            with contextlib.suppress(ImportError):
                importlib.import_module(module.name)
    for module in pkgutil.iter_modules(encodings.__path__):
        with contextlib.suppress(LookupError):
            codecs.lookup(module.name)
    for name in ("quopri", "binascii", "locale"):
        importlib.import_module(name)


def unfold(data: bytes, *, bounds: Sequence[int]) -> list[tuple[Any, ...]]:
    """Run inside: the parts of a container as tuples, None in place of the bytes of the whole, whose name stays outside. Raises Refused."""
    budget = Budget(Bounds(*bounds))
    part = Part("", _media_type(data), data)
    parts = [part]
    if part.media_type in _OPENERS:
        in_mail = part.media_type == recognise.MAIL
        parts = [inner for content in _contents(part, budget) for inner in _unfold(content, budget, 1, in_mail=in_mail)] or [part]
    return [
        (one.name, one.media_type, None if one.data is data else one.data, one.within, one.is_body)
        + ((one.refusal.key, one.refusal.evidence) if one.refusal else ())
        for one in parts
    ]


def _part(name: str, media_type: str, data: bytes | None, within: list[str], is_body: bool, *refusal: Any, whole: bytes) -> Part:
    closed = Refusal(key=refusal[0], evidence=refusal[1]) if refusal else None
    return Part(name, media_type, whole if data is None else data, tuple(within), is_body, closed)


def _media_type(data: bytes) -> str:
    found = recognise.media_type(data)
    return (archive.office_type(data) or found) if found == recognise.ZIP else found


def _unfold(part: Part, budget: Budget, depth: int, *, in_mail: bool) -> Iterator[Part]:
    if part.media_type not in _OPENERS or part.is_body:
        yield part
        return
    if depth >= budget.bounds.depth:
        yield part._replace(refusal=Refusal(key="nested_too_deep", evidence={"limit": str(budget.bounds.depth)}))
        return
    try:
        contents = list(_contents(part, budget, in_mail=in_mail))
    except Refused as refused:
        if refused.key in ("too_many_parts", "unpacked_too_large"):
            raise
        yield part._replace(refusal=refused.refusal)
        return
    for content in contents:
        yield from _unfold(content, budget, depth + 1, in_mail=in_mail or part.media_type == recognise.MAIL)


def _contents(part: Part, budget: Budget, *, in_mail: bool = False) -> Iterator[Part]:
    """What is in a container. Of a mail its card stands for its texts, but of one that came with a mail only what it holds counts."""
    within = (*part.within, part.name)
    is_letter = part.media_type == recognise.MAIL and not in_mail
    for name, data, is_body in _OPENERS[part.media_type](part.data, budget):
        if name == card.NAME and is_body:
            if is_letter:
                yield Part(name, recognise.MAIL, data, within, is_body=True)
        elif not (is_letter and is_body):
            yield Part(name, _media_type(data), data, within, is_body)


def _from_mail(data: bytes, budget: Budget) -> Iterator[tuple[str, bytes, bool]]:
    """The card first, then everything as it came."""
    opened = mail.open_mail(data, most=budget.bounds.parts)
    yield card.NAME, opened.card, True
    for enclosure in opened.enclosures:
        budget.take(len(enclosure.data))
        yield enclosure.name, enclosure.data, enclosure.is_body


def _from_archive(data: bytes, budget: Budget) -> Iterator[tuple[str, bytes, bool]]:
    for name, content in archive.entries(data, budget):
        yield name, content, False


_OPENERS = {recognise.MAIL: _from_mail, recognise.ZIP: _from_archive}
