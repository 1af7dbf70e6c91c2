"""What an office file carries besides its text and never shows: macros, files within it, places outside, pictures too small to be pages.

Nothing of it is run, opened or followed; it is named, so that people know.
"""

from collections.abc import Iterator, Sequence

from kantor.engines.reading.office.package import Package, called
from kantor.engines.reading.office.pictures import Pictures

MACROS, OBJECTS, LINKS, PICTURES = "macros", "objects", "links", "pictures"
MOST = 20
_LONGEST = 200
_MACROS = ("vbaProject.bin", "macrosheets/", "Basic/", "Scripts/")
_OBJECTS = ("/embeddings/", "/activeX/", "ObjectReplacements/")
_HARMLESS = ("hyperlink",)


def carried(data: bytes) -> Sequence[tuple[str, str]]:
    """(kind, name of the part or address) of each, and the names of all pictures that nobody reads as one; nothing for what is no
    archive. Raises Refused."""
    if not data.startswith(b"PK"):
        return []
    package = Package(data)
    names = ", ".join(name.rpartition("/")[2] for name in Pictures(package).left_out)[:_LONGEST]
    return [*list(dict.fromkeys(_found(package)))[:MOST], *([(PICTURES, names)] if names else [])]


def _found(package: Package) -> Iterator[tuple[str, str]]:
    for name in sorted(package.names):
        if any(sign in name for sign in _MACROS):
            yield MACROS, name
        elif any(sign in f"/{name}" for sign in _OBJECTS):
            yield OBJECTS, name
        elif name.endswith(".rels"):
            root = package.xml(name)
            for one in root if root is not None else ():
                is_outside = called(one) == "Relationship" and one.get("TargetMode") == "External"
                if is_outside and not one.get("Type", "").endswith(_HARMLESS):
                    yield LINKS, one.get("Target", "")[:_LONGEST]
