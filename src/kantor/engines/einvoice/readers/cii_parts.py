"""What an element of a CII invoice can mean: a term, a date, a group, a mere wrapper - each takes its element into the tree.

An element that no table names is not lost: its leaves become terms `CII-<element>` of the group they stand in, and an element
with children of its own becomes a group `CII-<element>` (Factur-X EXTENDED, later editions of the schema).
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from copy import copy
from datetime import date
from functools import lru_cache

from lxml import etree

from kantor.engines.einvoice.model import Group, Term

Table = Mapping[str, "Part"]
Choice = Callable[[etree._Element], "Part | None"]

_make_term = tuple.__new__
# Elements of the data type namespaces that only hold the value of the element around them.
_VALUES = ("DateTimeString", "DateString", "DateTime", "Date", "Indicator")


class Part(ABC):
    """One element of a table. name: prefixed name for paths; repeats: its paths always carry the position."""

    __slots__ = ("name", "repeats")

    def __init__(self) -> None:
        self.name = ""
        self.repeats = False

    @abstractmethod
    def take(self, element: etree._Element, place: str, group: Group) -> None:
        """Put what the element says into the group."""

    def renamed(self, rename: Callable[[str], str]) -> "Part":
        """The same part for a table whose child elements are called otherwise."""
        return self


class Text(Part):
    """A term; scheme, version, unit and name say which attributes fill these fields."""

    __slots__ = ("id", "label", "scheme", "unit", "version")

    def __init__(self, id: str, *, scheme: str = "", version: str = "", unit: str = "", label: str = "") -> None:
        super().__init__()
        self.id, self.scheme, self.version, self.unit, self.label = id, scheme, version, unit, label

    def take(self, element: etree._Element, place: str, group: Group) -> None:
        text = element.text
        read = element.get
        fields = (
            text.strip() if text else "",
            place,
            read(self.scheme) if self.scheme else None,
            read(self.version) if self.version else None,
            read(self.unit) if self.unit else None,
            read(self.label) if self.label else None,
        )
        # Half of the elements of an invoice end here: a term is made and filed without a further call.
        known = group.terms.get(self.id)
        if known is None:
            group.terms[self.id] = [_make_term(Term, fields)]
        else:
            known.append(_make_term(Term, fields))


class Quantity(Part):
    """A term whose unit code is a term of its own (BT-129 with BT-130, BT-149 with BT-150)."""

    __slots__ = ("id", "unit_id")

    def __init__(self, id: str, unit_id: str) -> None:
        super().__init__()
        self.id, self.unit_id = id, unit_id

    def take(self, element: etree._Element, place: str, group: Group) -> None:
        unit = element.get("unitCode")
        group.add(self.id, Term(text_within(element), place, unit=unit))
        if unit is not None:
            group.add(self.unit_id, Term(unit.strip(), f"{place}/@unitCode"))


class Date(Part):
    """A date in a wrapper of the data type namespace, or written directly into the element."""

    __slots__ = ("id",)

    def __init__(self, id: str) -> None:
        super().__init__()
        self.id = id

    def take(self, element: etree._Element, place: str, group: Group) -> None:
        for child in element:
            tag = child.tag
            if isinstance(tag, str):
                group.add(self.id, date_term(child, f"{place}/{prefixed(tag)}"))
                return
        group.add(self.id, date_term(element, place))


class Within(Part):
    """A wrapper without a group of its own: its children belong to the group around it."""

    __slots__ = ("own", "table")

    def __init__(self, table: Table, own: str = "") -> None:
        super().__init__()
        self.table = table
        self.own = own

    def take(self, element: etree._Element, place: str, group: Group) -> None:
        walk(element, place, self.table, group, self.own)

    def renamed(self, rename: Callable[[str], str]) -> Part:
        return Within(rename_table(self.table, rename), self.own)


class Open(Part):
    """An occurrence of a business group."""

    __slots__ = ("id", "table")

    def __init__(self, id: str, table: Table) -> None:
        super().__init__()
        self.id = id
        self.table = table

    def take(self, element: etree._Element, place: str, group: Group) -> None:
        walk(element, place, self.table, group.open(self.id, place))

    def renamed(self, rename: Callable[[str], str]) -> Part:
        return Open(self.id, rename_table(self.table, rename))


class Join(Open):
    """One business group that several elements of the same parent fill together."""

    __slots__ = ()

    def take(self, element: etree._Element, place: str, group: Group) -> None:
        walk(element, place, self.table, group.one(self.id) or group.open(self.id, place))

    def renamed(self, rename: Callable[[str], str]) -> Part:
        return Join(self.id, rename_table(self.table, rename))


class Choose(Part):
    """An element whose meaning hangs on its content; where the choice knows none the element is kept under its own name."""

    __slots__ = ("choices", "key")

    def __init__(self, key: Callable[[etree._Element], str], choices: Mapping[str, Part]) -> None:
        super().__init__()
        self.key = key
        self.choices = choices

    def take(self, element: etree._Element, place: str, group: Group) -> None:
        part = self.choices.get(self.key(element)) or self.choices.get("")
        if part is None:
            keep(element, place, group, "CII-")
        else:
            part.take(element, place, group)

    def renamed(self, rename: Callable[[str], str]) -> Part:
        return Choose(self.key, {key: part.renamed(rename) for key, part in self.choices.items()})


def walk(element: etree._Element, path: str, table: Table, group: Group, own: str = "") -> None:
    """Take every child of `element` into `group`; `own` names what no table knows below a wrapper."""
    seen: dict[str, int] = {}
    for child in element:
        tag = child.tag
        part = table.get(tag)
        count = seen[tag] = seen.get(tag, 0) + 1
        if part is None:
            if isinstance(tag, str):
                name = prefixed(tag)
                keep(child, f"{path}/{name}[{count}]" if count > 1 else f"{path}/{name}", group, f"CII-{own}")
        elif count > 1 or part.repeats:
            part.take(child, f"{path}/{part.name}[{count}]", group)
        else:
            part.take(child, f"{path}/{part.name}", group)


def keep(element: etree._Element, place: str, group: Group, prefix: str) -> None:
    """Keep an element that has no business term under its own name."""
    name = element.tag.rpartition("}")[2]
    inner = [child for child in element if isinstance(child.tag, str)]
    if len(inner) == 1 and inner[0].tag.rpartition("}")[2] in _VALUES:
        element, place = inner[0], f"{place}/{prefixed(inner[0].tag)}"
        inner = []
    if inner:
        walk(element, place, {}, group.open(prefix + name, place))
    elif element.tag.endswith(("}DateTimeString", "}DateString")):
        group.add(prefix + name, date_term(element, place))
    else:
        read = element.get
        unit = read("currencyID") or read("unitCode") or read("mimeCode")
        scheme = read("schemeID") or read("listID")
        group.add(prefix + name, Term(text_within(element), place, scheme, read("listVersionID"), unit, read("filename")))


def date_term(element: etree._Element, place: str) -> Term:
    """The date as yyyy-mm-dd where it stands in format 102 (yyyymmdd) and exists in the calendar, else as written."""
    written = text_within(element)
    code = element.get("format")
    proper = code in (None, "102") and len(written) == 8 and written.isascii() and written.isdigit()
    if proper:
        try:
            return Term(date(int(written[:4]), int(written[4:6]), int(written[6:])).isoformat(), place, code)
        except ValueError:
            pass
    return Term(written, place, code)


def text_within(element: etree._Element) -> str:
    """The text of the element without outer white space, '' where it has none."""
    text = element.text
    return text.strip() if text else ""


PREFIXES = {
    "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100": "rsm",
    "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100": "ram",
    "urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100": "udt",
    "urn:un:unece:uncefact:data:standard:QualifiedDataType:100": "qdt",
    "urn:ferd:CrossIndustryDocument:invoice:1p0": "rsm",
    "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:12": "ram",
    "urn:un:unece:uncefact:data:standard:UnqualifiedDataType:15": "udt",
}


@lru_cache(maxsize=1024)
def prefixed(tag: str) -> str:
    """The element's name with the prefix that is customary for its namespace; without one for a namespace that is not CII."""
    namespace, _, local = tag[1:].partition("}") if tag.startswith("{") else ("", "", tag)
    prefix = PREFIXES.get(namespace)
    return f"{prefix}:{local}" if prefix else local


def table(**parts: Part) -> Table:
    """A table by local names of the `ram` namespace; names beginning with `rsm_` or `udt_` belong to these."""
    return dict(_named(parts))


def many(part: Part) -> Part:
    """The same part, as an element that an invoice usually brings several times."""
    part.repeats = True
    return part


def _named(parts: Mapping[str, Part]) -> Iterator[tuple[str, Part]]:
    namespaces = {prefix: namespace for namespace, prefix in PREFIXES.items() if namespace.endswith(":100")}
    for key, part in parts.items():
        prefix, local = (key[:3], key[4:]) if key[3:4] == "_" else ("ram", key)
        part.name = f"{prefix}:{local}"
        yield f"{{{namespaces[prefix]}}}{local}", part


def rename_table(table: Table, rename: Callable[[str], str]) -> Table:
    """The table with every element called as `rename` says, all the way down."""
    renamed = {}
    for tag, part in table.items():
        other = copy(part.renamed(rename))
        other.name, other.repeats = prefixed(rename(tag)), part.repeats
        renamed[rename(tag)] = other
    return renamed
