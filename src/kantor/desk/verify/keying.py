"""The second entry: the page beside empty fields, and where the entry differs both values beside the cut-out of the page.

Until somebody has keyed it, nothing of what was read stands on the screen, nor in what it is made from.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from kantor.desk.frame import Crumb, Key, screen
from kantor.desk.gate import STEP, document_gate
from kantor.desk.sentences import label
from kantor.desk.verify import original
from kantor.desk.verify.actions import onwards, refused
from kantor.desk.verify.form import choice_label, width_of
from kantor.desk.verify.standing import standing_of
from kantor.desk.verify.typed import is_readable, shown_text, typed_text
from kantor.desk.visit import Visit
from kantor.kit.ui import shown
from kantor.spine import access, cases, documents
from kantor.spine.documents import Checked, Refusal
from kantor.spine.spotchecks import Difference
from kantor.words import DocumentType, Field, Reading

KEYED, RIGHT, OTHER = "keyed:", "right:", "other:"
KEYS = (Key("⏎", "desk.keying.next"), Key("Ctrl ⏎", "desk.keying.done"), Key("F2", "desk.key.zoom"), Key("F8", "desk.key.aside"))


class Input(NamedTuple):
    """An empty field. kind: how it is typed."""

    key: str
    label: str
    kind: str
    width: str
    choices: tuple[tuple[str, str], ...]


class InputRow(NamedTuple):
    """A row of a table, counted from one; of each column its empty field, None where nothing was read there."""

    number: int
    inputs: tuple[Input | None, ...]


class InputTable(NamedTuple):
    """What is keyed again of a table: what it and its columns are called, and its rows."""

    label: str
    columns: tuple[str, ...]
    rows: tuple[InputRow, ...]


class Choice(NamedTuple):
    """Two values of a field, as shown; box: where the first was read, `page x0 y0 x1 y1` in parts of the page."""

    key: str
    label: str
    first: str
    second: str
    page: int
    box: str


def page(request: HttpRequest, visit: Visit) -> HttpResponse:
    """What somebody sees of a document that has to be keyed again."""
    row, task = visit.document, visit.task
    assert row is not None
    assert task is not None
    standing = standing_of(visit)
    item, asked, found = cases.to_key(row.id, task.step)
    if found and standing.may_work and not cases.may_settle(task, visit.actor):
        standing = replace(standing, may_work=False, why_not="desk.standing.maker")
    type = documents.type_of(row.type)
    try:
        sheets, no_original = original.sheets(row), ""
    except OSError as error:
        sheets, no_original = (), original.why_not(error)
    name = shown.sentence("desk.keying.title", id=row.id)
    return screen(
        request,
        visit,
        "desk/verify/differences.html" if found and standing.may_work else "desk/verify/keying.html",
        crumbs=[Crumb(shown.sentence(row.type.split(".")[0]), reverse("desk:queue")), Crumb(name)],
        keys=KEYS if standing.may_work else KEYS[2:3],
        row=row,
        standing=standing,
        name=name,
        sheets=sheets,
        no_original=no_original,
        inputs=[_input(type, one.field) for one in asked if "." not in one.field] if standing.may_work and not found else (),
        tables=_tables(type, [one.field for one in asked if "." in one.field]) if standing.may_work and not found else (),
        choices=[_choice(type, one, item.reading) for one in found] if standing.may_work else (),
    )


def _input(type: DocumentType, address: str) -> Input:
    field = type.field_at(address)
    choices = tuple((code, choice_label(type, field, code)) for code in field.choices)
    return Input(address, label(type.key, address), field.kind.value, width_of(field), choices)


def _tables(type: DocumentType, cells: Sequence[str]) -> list[InputTable]:
    """The cells that are keyed again, in the order of the form's columns."""
    found = []
    for table in type.tables:
        own = [cell.split(".") for cell in cells if cell.startswith(f"{table.key}.")]
        columns = [column.key for column in table.columns if column.key in {key for _, _, key in own}]
        places = sorted({int(place) for _, place, _ in own})
        rows = tuple(InputRow(place + 1, tuple(_cell(type, cells, f"{table.key}.{place}.{key}") for key in columns)) for place in places)
        names = tuple(shown.sentence(f"{type.key}.{table.key}.{key}") for key in columns)
        found += [InputTable(label(type.key, table.key), names, rows)] if rows else []
    return found


def _cell(type: DocumentType, cells: Collection[str], address: str) -> Input | None:
    return _input(type, address) if address in cells else None


def _choice(type: DocumentType, one: Difference, reading: Reading) -> Choice:
    field = type.field_at(one.field)
    try:
        source = reading.value_at(one.field).source
    except (KeyError, IndexError):
        source = None
    box = " ".join(f"{edge:.5f}" for edge in source.box) if source and source.box else ""
    currency = reading.text("currency")
    first, second = (_said(type, field, text, currency) for text in (one.first, one.second))
    return Choice(one.field, label(type.key, one.field), first, second, source.page if source else 0, box)


def _said(type: DocumentType, field: Field, text: str, currency: str) -> str:
    return choice_label(type, field, text) if text in field.choices else shown_text(field.kind, text, currency)


@require_POST
@document_gate(STEP)
def key_again(request: HttpRequest, visit: Visit) -> HttpResponse:
    """What was keyed; on to the next document where it agrees, else the differences. What nobody can read is said before it counts."""
    row = visit.document
    assert row is not None
    try:
        keyed = _typed(row.type, request, KEYED)
        with access.acting(clients=visit.clients, person_id=visit.person_id, at=visit.at) as actor:
            found = cases.key_again(row.id, keyed, actor)
    except (Refusal, IntegrityError) as error:
        return refused(request, visit, error)
    task = cases.task_of(row.id)
    is_own = task is not None and task.not_for != visit.person_id
    return onwards(reverse("desk:document", args=[row.id]) if found and is_own else reverse("desk:take_next"))


@require_POST
@document_gate(STEP)
def settle(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Who is right in each field: what was read, what was keyed, or a third value."""
    row, task = visit.document, visit.task
    assert row is not None
    assert task is not None
    try:
        item, _, found = cases.to_key(row.id, task.step)
        right = _right(item, found, request)
        with access.acting(clients=visit.clients, person_id=visit.person_id, at=visit.at) as actor:
            cases.settle(row.id, right, actor)
    except (Refusal, IntegrityError) as error:
        return refused(request, visit, error)
    return onwards(reverse("desk:take_next"))


def _right(item: Checked, found: list[Difference], request: HttpRequest) -> Mapping[str, str]:
    """Field -> the value that was chosen; fields of which nothing was chosen are left out."""
    typed = _typed(item.type, request, OTHER)
    right = {}
    for one in found:
        chosen = request.POST.get(f"{RIGHT}{one.field}", "")
        known = {"first": one.first, "second": one.second, "other": typed.get(one.field, "")}
        if chosen in known:
            right[one.field] = known[chosen]
    return right


def _typed(type: str, request: HttpRequest, prefix: str) -> dict[str, str]:
    """Field -> normalised text of what was sent. Refusal where a day or a number is none."""
    found: dict[str, str] = {}
    form = documents.type_of(type)
    for name, text in request.POST.items():
        if not name.startswith(prefix):
            continue
        address = name.removeprefix(prefix)
        try:
            kind = form.field_at(address).kind
        except (KeyError, ValueError):
            continue
        found[address] = typed_text(kind, str(text))
        if not is_readable(kind, found[address]):
            raise Refusal("desk.keying.unreadable", evidence={"name": address, "found": str(text)})
    return found
