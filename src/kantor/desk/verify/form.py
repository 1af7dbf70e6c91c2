"""The form of a document, drawn from the declaration of its type: groups of fields and tables, each value with where it came from
and whether a person must look at it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from kantor.desk.learning.layouts import why
from kantor.desk.sentences import label
from kantor.desk.verify.typed import shown_text
from kantor.kit.say import known
from kantor.kit.ui import shown
from kantor.spine.documents import Checked
from kantor.words import DocumentType, Field, Finding, Kind, Reading, Severity, Source, Table, Value, taught_by

SURE = 0.9
"""Below this, a value that was read asks for a look."""
MOST_ROWS = 200
PRICE_PLACES = 2
EMPTY = Value("", Source("none"), 1.0)
WIDTHS = {Kind.IBAN: "wide", Kind.LONG_TEXT: "whole"}
READ_ONLY = frozenset({"matches", "official"})
"""Tables that are shown elsewhere on the screen and not typed into."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Control:
    """A field on the form. text: as shown; value: normalised; status: `fine`, `look` or `stop`; word: the confidence or source in words;
    path, page, box: the place on the page; is_taken: a person took the value from there; names: what a code or number stands for;
    before: what held until now, as shown, None where nothing is changed; is_changed: the value is another one; why: which earlier paper
    showed where it stands."""

    address: str
    key: str
    kind: str
    label: str
    text: str
    value: str
    status: str
    word: str
    required: bool = False
    path: str = ""
    page: int = 0
    box: str = ""
    is_taken: bool = False
    names: str = ""
    width: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    before: str | None = None
    is_changed: bool = False
    why: str = ""

    @property
    def id(self) -> str:
        return "f-" + self.address.replace(".", "-")

    @property
    def is_listed(self) -> bool:
        """Whether the value is one of the choices."""
        return any(code == self.value for code, _ in self.choices)

    @property
    def is_number(self) -> bool:
        return self.kind in ("amount", "number", "percent")


@dataclass(frozen=True, kw_only=True, slots=True)
class Section:
    """A group of fields under a heading."""

    key: str
    label: str
    controls: tuple[Control, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Grid:
    """A table to type into; the last row is empty and becomes a new one where people add rows (`grows`). hidden: rows beyond what
    the form shows; why: which earlier paper showed its columns."""

    key: str
    label: str
    columns: tuple[Control, ...]
    rows: tuple[tuple[Control, ...], ...]
    grows: bool = True
    hidden: int = 0
    why: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Form:
    """doubtful: addresses that a person must look at, in the order of the form."""

    sections: tuple[Section, ...]
    grids: tuple[Grid, ...]
    doubtful: tuple[str, ...]

    def every(self) -> list[Control]:
        fields = [control for section in self.sections for control in section.controls]
        return fields + [control for grid in self.grids for row in grid.rows for control in row]


@dataclass(frozen=True, kw_only=True, slots=True)
class Known:
    """What the form needs beside the reading. confirmed: address -> value that a person has said is right; names: (kind, code) -> name."""

    findings: Sequence[Finding] = ()
    confirmed: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[tuple[str, str], str] = field(default_factory=dict)


def form_of(type: DocumentType, checked: Checked, confirmed: Mapping[str, str], names: Mapping[tuple[str, str], str]) -> Form:
    """The form as it stands with these values and findings."""
    known_ = Known(findings=checked.findings, confirmed=confirmed, names=names)
    reading = checked.reading
    groups: dict[str, list[Control]] = {}
    for declared in type.fields:
        control = _control(type, declared, declared.key, reading.values.get(declared.key, EMPTY), reading, known_)
        groups.setdefault(declared.group, []).append(control)
    sections = tuple(Section(key=key, label=_group_label(type, key), controls=tuple(controls)) for key, controls in groups.items())
    grids = tuple(
        _grid(type, table, reading, known_)
        for table in type.tables
        if table.key not in READ_ONLY and (table.grows or reading.rows(table.key))
    )
    form = Form(sections=sections, grids=grids, doubtful=())
    return Form(
        sections=sections, grids=grids, doubtful=tuple(control.address for control in form.every() if control.status in ("look", "stop"))
    )


def _group_label(type: DocumentType, key: str) -> str:
    own = f"{type.key}.group.{key}"
    return shown.sentence(own if known(own) else f"desk.group.{key}")


def _grid(type: DocumentType, table: Table, reading: Reading, known_: Known) -> Grid:
    rows = reading.rows(table.key)
    columns = [column for column in table.columns if _is_shown(column, rows)]

    def row(index: int, values: Mapping[str, Value]) -> tuple[Control, ...]:
        return tuple(
            _control(type, column, f"{table.key}.{index}.{column.key}", values.get(column.key, EMPTY), reading, known_)
            for column in columns
        )

    by_earlier = (evidence for told in rows for value in told.values() if (evidence := taught_by(value.source.path)))
    evidence = next(by_earlier, None)
    return Grid(
        key=table.key,
        label=shown.sentence(f"{type.key}.{table.key}"),
        columns=row(-1, {}),
        rows=tuple(row(index, values) for index, values in enumerate([*rows[:MOST_ROWS], *([{}] if table.grows else [])])),
        grows=table.grows,
        hidden=max(0, len(rows) - MOST_ROWS),
        why=why(evidence) if evidence else "",
    )


def _is_shown(column: Field, rows: Sequence[Mapping[str, Value]]) -> bool:
    """What is demanded, filled somewhere, or filled by people as a rule."""
    filled = any(column.key in row and row[column.key].text for row in rows)
    usual = column.is_usual or column.kind in (Kind.ACCOUNT, Kind.COST_CENTRE, Kind.AMOUNT)
    return column.required or filled or usual or (not rows and column.kind is not Kind.TEXT)


def _control(type: DocumentType, declared: Field, address: str, value: Value, reading: Reading, known_: Known) -> Control:
    own = [finding for finding in known_.findings if finding.field == address]
    is_confirmed = bool(value.text) and known_.confirmed.get(address) == value.text
    status = _status(own, value, is_confirmed=is_confirmed)
    column = address.split(".")
    before = reading.before(address) if declared.kind is not Kind.PARTY else None
    return Control(
        address=address,
        key=declared.key,
        kind=declared.kind.value,
        label=shown.sentence(f"{type.key}.{column[0]}.{column[2]}") if len(column) == 3 else label(type.key, address),
        text=_text(declared, value, reading, known_),
        value=value.text,
        status=status,
        word=_word(value, status, is_confirmed=is_confirmed),
        required=declared.required,
        path=value.source.path if value.source.kind == "xml" else "",
        page=value.source.page,
        box=" ".join(f"{edge:.5f}" for edge in value.source.box) if value.source.box else "",
        is_taken=value.source.kind == "person" and value.source.box is not None,
        names=known_.names.get((declared.kind.value, value.text), "") if declared.kind is not Kind.PARTY else "",
        width=width_of(declared),
        choices=tuple((choice, choice_label(type, declared, choice)) for choice in declared.choices),
        before=None
        if before is None
        else choice_label(type, declared, before)
        if before in declared.choices
        else shown_text(declared.kind, before),
        is_changed=before is not None and before != value.text and (before in declared.choices or not declared.choices),
        why=why(evidence) if value.source.kind == "page" and (evidence := taught_by(value.source.path)) else "",
    )


def width_of(declared: Field) -> str:
    """How much of a line of the form it takes: a third, two, or all of it."""
    return WIDTHS.get(declared.kind, "wide" if declared.is_wide else "")


def _text(declared: Field, value: Value, reading: Reading, known_: Known) -> str:
    if declared.kind is Kind.PARTY:
        return known_.names.get((declared.kind.value, value.text), value.text)
    return shown_text(declared.kind, value.text, reading.text("currency"), places=PRICE_PLACES if "price" in declared.key else 0)


def choice_label(type: DocumentType, declared: Field, choice: str) -> str:
    for key in (f"{type.key}.{declared.key}.{choice}", f"desk.choice.{declared.key}.{choice}"):
        if known(key):
            return shown.sentence(key)
    return choice


def _status(own: Sequence[Finding], value: Value, *, is_confirmed: bool) -> str:
    if any(finding.severity is Severity.STOP for finding in own):
        return "stop" if value.text else "look"  # what is merely missing yet is no alarm
    doubted = any(finding.severity is Severity.LOOK for finding in own) or (bool(value.text) and value.confidence < SURE)
    return "look" if doubted and not is_confirmed else "fine"


def _word(value: Value, status: str, *, is_confirmed: bool) -> str:
    """Confidence as a number and a word, or where a value came from."""
    percent = int(Decimal(str(value.confidence)) * 100)
    if not value.text:
        return shown.sentence("desk.word.empty") if status != "fine" else ""
    if is_confirmed:
        return shown.sentence("desk.word.confirmed")
    if status != "fine" and value.source.kind in ("xml", "page"):
        return shown.sentence("desk.word.check", percent=percent) if value.confidence < SURE else shown.sentence("desk.word.look")
    source = value.source.kind
    if source == "suggestion":
        own = f"desk.word.from.{value.source.path}"
        return shown.sentence(own if known(own) else "desk.word.suggested")
    return shown.sentence(f"desk.word.{source if source in ('xml', 'page', 'person', 'rule') else 'suggested'}", percent=percent)
