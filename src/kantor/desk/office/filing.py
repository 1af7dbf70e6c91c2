"""Filing a change: the form drawn from a document type's fields; what is filed waits for a second person like any other document."""

from typing import Any, NamedTuple

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from kantor.desk.frame import Crumb, Key, screen
from kantor.desk.gate import ANYBODY, gate
from kantor.desk.office.holding import require
from kantor.desk.sentences import label, sentence
from kantor.desk.verify.typed import shown_text, typed_text
from kantor.desk.visit import Visit
from kantor.kit.say import known
from kantor.kit.ui import shown
from kantor.spine import access, cases, documents, parties
from kantor.spine.documents import Filed, Filing
from kantor.words import DocumentType, Field, Finding, Kind, Reading, Severity, Source, Value
from kantor.words.field import BEFORE, row_id

UNPROCESSABLE = 422
PEOPLE, ROLES, TYPES = "people", "roles", "types"
OFFERS = {"email": PEOPLE, "deputy": PEOPLE, "clerk": PEOPLE, "approver": PEOPLE, "role": ROLES, "type": TYPES}
"""Fields whose value people choose from what is there."""


class Input(NamedTuple):
    """A field of the form. offers: name of the list of suggestions; choices: (code, word); before: (as it is kept, as people read it) of
    what holds until now, None where nothing is changed."""

    key: str
    label: str
    kind: str
    text: str
    required: bool
    choices: tuple[tuple[str, str], ...]
    offers: str
    faults: tuple[str, ...]
    before: tuple[str, str] | None = None


@gate(ANYBODY)
def file(request: HttpRequest, visit: Visit, type: str) -> HttpResponse:
    """The empty form, or what was typed: judged by the rules of its type, and filed where nothing stops it."""
    declared = next((one for one in documents.all_types() if one.key == type and not one.tables and one.read is None), None)
    if declared is None:
        raise Http404
    client_id = _client(request, visit, type)
    typed = request.POST if request.method == "POST" else request.GET
    reading = _reading(declared, typed) if request.method == "POST" else _begun(declared, typed, client_id, visit)
    findings: tuple[Finding, ...] = ()
    status = 200
    if request.method == "POST":
        with access.acting(clients=[client_id], person_id=visit.person_id, at=visit.at) as actor:
            filed = Filed(document_id=0, type=type, reading=reading, made_by=visit.person_id)
            (checked,) = documents.preview([filed], visit.today)
            findings = tuple(finding for finding in checked.findings if finding.severity is not Severity.OK)
            if not any(finding.severity is Severity.STOP for finding in findings):
                key = f"{type}:{visit.person_id}:{visit.at.isoformat()}"
                filing = Filing(type=type, key=key, reading=reading, channel="desk", made_by=visit.person_id)
                ((document_id, _),) = cases.file([filing], actor)
                messages.success(request, shown.sentence("desk.office.filed"))
                return redirect("desk:road", document_id=document_id)
        status = UNPROCESSABLE
    return screen(
        request,
        visit,
        "desk/office/file.html",
        status=status,
        crumbs=[
            Crumb(shown.sentence("desk.home.title"), reverse("desk:home")),
            Crumb(shown.sentence("desk.office.people"), reverse("desk:people")),
            Crumb(shown.sentence(type)),
        ],
        keys=[Key("Ctrl ⏎", "desk.office.key.file")],
        type=declared,
        client=visit.every[client_id],
        offered=[one for one in visit.clients if visit.may(f"{type}.enter", one)],
        inputs=[_input(declared, field, reading, findings, typed) for field in declared.fields],
        general=[sentence(finding, type) for finding in findings if not finding.field],
        lists=_lists(visit, client_id),
        party=_party(reading),
    )


def _client(request: HttpRequest, visit: Visit, type: str) -> int:
    """The client for which it is filed: as chosen, else the first one for which the person may."""
    allowed = [one for one in visit.clients if visit.may(f"{type}.enter", one)]
    asked = request.POST.get("client", request.GET.get("client", ""))
    client_id = row_id(asked) or (allowed[0] if allowed else 0)
    require(visit, f"{type}.enter", client_id)
    return client_id


def _reading(declared: DocumentType, typed: Any) -> Reading:
    """What was typed, with what held when the form was drawn: whether that still holds is for the rules to judge."""
    person, rule = Source("person"), Source("rule", "form")
    texts = {field.key: typed_text(field.kind, typed.get(field.key, "")) for field in declared.fields}
    before = {key: Value(typed[key], rule) for field in declared.fields if (key := BEFORE + field.key) in typed}
    return Reading(reader="person", values={key: Value(text, person) for key, text in texts.items() if text} | before)


def _begun(declared: DocumentType, typed: Any, client_id: int, visit: Visit) -> Reading:
    """The form as it begins: what came with the address, completed by what the type itself suggests."""
    reading = _reading(declared, typed)
    if declared.suggest is None:
        return reading
    with access.acting(clients=[client_id], person_id=visit.person_id, at=visit.at):
        (checked,) = documents.preview([Filed(document_id=0, type=declared.key, reading=reading, made_by=visit.person_id)], visit.today)
    return checked.reading


def _input(declared: DocumentType, field: Field, reading: Reading, findings: tuple[Finding, ...], typed: Any) -> Input:
    text, before = reading.text(field.key), reading.before(field.key)
    return Input(
        key=field.key,
        label=label(declared.key, field.key),
        kind=field.kind.value,
        text=text if field.kind is Kind.DATE else shown_text(field.kind, text),
        required=field.required,
        choices=tuple((choice, _choice(declared, field, choice)) for choice in field.choices),
        offers=OFFERS.get(field.key, ""),
        faults=tuple(sentence(finding, declared.key) for finding in findings if finding.field == field.key),
        before=None if before is None else (before, _choice(declared, field, before) if field.choices else shown_text(field.kind, before)),
    )


def _choice(declared: DocumentType, field: Field, choice: str) -> str:
    for key in (f"{declared.key}.{field.key}.{choice}", f"desk.choice.{field.key}.{choice}"):
        if known(key):
            return shown.sentence(key)
    return choice


def _lists(visit: Visit, client_id: int) -> dict[str, list[tuple[str, str]]]:
    """What people may choose from: (value, words)."""
    return {
        PEOPLE: [(person.email, person.name) for person in access.people(client_id, visit.today)],
        ROLES: [(role, shown.sentence(role)) for role in sorted(access.known_roles())],
        TYPES: [(type.key, shown.sentence(type.key)) for type in documents.all_types()],
    }


def _party(reading: Reading) -> parties.PartyRow | None:
    party_id = row_id(reading.text("party_id") or reading.text("supplier_id"))
    return parties.party(party_id) if party_id is not None else None
