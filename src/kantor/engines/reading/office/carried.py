"""What an office file carries besides its text and never shows: macros, files within it, and places outside that it would fetch from.

Nothing of it is run, opened or followed; it is named, so that people know.
"""

from collections.abc import Iterator, Sequence

from kantor.engines.reading.office.package import Package, called

MACROS, OBJECTS, LINKS = "macros", "objects", "links"
MOST = 20
_MACROS = ("vbaProject.bin", "macrosheets/", "Basic/", "Scripts/")
_OBJECTS = ("/embeddings/", "/activeX/", "ObjectReplacements/")
_HARMLESS = ("hyperlink",)


def carried(data: bytes) -> Sequence[tuple[str, str]]:
    """(kind, name of the part or address) of each; nothing for what is no archive. Raises Refused."""
    return list(dict.fromkeys(_found(Package(data))))[:MOST] if data.startswith(b"PK") else []


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
                    yield LINKS, one.get("Target", "")[:200]
