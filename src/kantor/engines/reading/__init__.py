"""Reading what comes in, before anybody knows what it says: deliveries taken apart, pages and their words, untrusted files in a sandbox."""

from kantor.engines.reading import card, sandbox
from kantor.engines.reading.delivery import unpack
from kantor.engines.reading.engine import SECOND, engine, engines, has_second
from kantor.engines.reading.harmful import is_harmful
from kantor.engines.reading.mail import Mail, open_mail
from kantor.engines.reading.paged import ReadPages, read_as_taught, read_pages
from kantor.engines.reading.paper import (
    MAX_PAGES,
    SCREEN_DPI,
    carried,
    embedded_files,
    let_go_of_models,
    pages,
    picture,
    recognised,
    second_languages,
)
from kantor.engines.reading.parts import Bounds, Part
from kantor.engines.reading.reader import read_each
from kantor.engines.reading.recognise import MAIL, OFFICE, TEXTS, media_type
from kantor.engines.reading.refusal import Refusal, Refused, megabytes
from kantor.engines.reading.sandbox import Protection, Unavailable, protection
from kantor.engines.reading.sheet import EmbeddedFile, Page, Word

__all__ = [
    "MAIL",
    "MAX_PAGES",
    "OFFICE",
    "SCREEN_DPI",
    "SECOND",
    "TEXTS",
    "Bounds",
    "EmbeddedFile",
    "Mail",
    "Page",
    "Part",
    "Protection",
    "ReadPages",
    "Refusal",
    "Refused",
    "Unavailable",
    "Word",
    "card",
    "carried",
    "embedded_files",
    "engine",
    "engines",
    "has_second",
    "is_harmful",
    "let_go_of_models",
    "media_type",
    "megabytes",
    "open_mail",
    "pages",
    "picture",
    "protection",
    "read_as_taught",
    "read_each",
    "read_pages",
    "recognised",
    "sandbox",
    "second_languages",
    "unpack",
]
