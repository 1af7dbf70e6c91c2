"""The screen itself: left the original, right the form with its checks and its effect; the same fragments again while one types."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from kantor.desk.frame import Crumb, Key, approved_just_now, screen
from kantor.desk.gate import STEP, document_gate
from kantor.desk.learning.layouts import layout_of
from kantor.desk.palette import remember
from kantor.desk.verify import keying, original
from kantor.desk.verify.arranging import STRIP_KEYS, strip_of
from kantor.desk.verify.changes import changes_of, mistyped, places_of
from kantor.desk.verify.checks import panel_of
from kantor.desk.verify.effects import told
from kantor.desk.verify.form import form_of
from kantor.desk.verify.mailed import mailed
from kantor.desk.verify.merging import changed_since
from kantor.desk.verify.names import names_for
from kantor.desk.verify.reasons import SEND_BACK, SET_ASIDE
from kantor.desk.verify.retyping import also_read, forms_for
from kantor.desk.verify.standing import Standing, standing_of
from kantor.desk.visit import Visit
from kantor.kit.ui import shown
from kantor.spine import access, cases, documents
from kantor.spine.documents import Checked, DocumentRow, Filed
from kantor.words import DocumentType, Reading
from kantor.words.field import row_id

KEYS = (
    Key("⏎", "desk.key.confirm"),
    Key("⇧⏎", "desk.key.back"),
    Key("Esc", "desk.key.undo_typing"),
    Key("F2", "desk.key.zoom"),
    Key("F4", "desk.key.suggest"),
    Key("F6", "desk.key.pages"),
    Key("Ctrl ⏎", "desk.key.approve"),
    Key("Ctrl Z", "desk.key.take_back"),
    Key("F8", "desk.key.aside"),
    Key("F9", "desk.key.ask"),
    Key("⇧F8", "desk.key.send_back"),
)


FORM_KEY = Key("F7", "desk.key.form")
TABLE_KEYS = (
    Key("⏎, ← ↑ → ↓", "desk.table.key.cell"),
    Key("F3", "desk.table.key.above"),
    Key("Ins", "desk.table.key.insert"),
    Key("Ctrl D", "desk.table.key.double"),
    Key("Ctrl Del", "desk.table.key.take_out"),
    Key("Ctrl V", "desk.table.key.paste"),
)
"""Keys that work in a table alone; F1 lists them."""
FRAME_KEY = Key("F10", "desk.table.key.page")
"""The same where lines can be read off the page into a table."""
LOOKING = tuple(key for key in KEYS if key.name in ("F2", "F6"))
"""Keys of whoever may only look."""
SHOWN = ("sheets", "paper", "text", "no_original")
"""What is shown in the place of a mail."""
STILL_READING = "still-reading"
"""The part of the page that asks every few seconds how far the reading of a scan is."""
PAGES_READ = "pages-read"
"""The same where people work at the document while its pages are read once more."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Seen:
    """What the right side shows of one state of the values."""

    visit: Visit
    checked: Checked

    def shown(self) -> dict[str, Any]:
        type = documents.type_of(self.checked.type)
        names = names_for(self.visit, type, self.checked.reading)
        confirmed = cases.confirmed(self.checked.document_id) if self.checked.document_id else {}
        form = form_of(type, self.checked, confirmed, names)
        return {
            "type": type,
            "version": self.checked.version,
            "reading": self.checked.reading,
            "form": form,
            "marks": form.every(),
            "checks": panel_of(self.checked),
            "effect": told(self.visit, self.checked, names),
            "matches": _matches(self.checked.reading),
            "also": also_read(self.checked.reading),
            "filled": sum(bool(control.value) or control.status != "fine" for control in form.every()),
        }


@document_gate("see")
def page(request: HttpRequest, visit: Visit) -> HttpResponse:
    row = visit.document
    assert row is not None
    if visit.is_blind:
        return keying.page(request, visit)
    standing = standing_of(visit)
    name = row.number or row.file_name or shown.sentence("desk.document.untitled", id=row.id)
    remember(request, f"{name} {row.party_name}".strip(), reverse("desk:document", args=[row.id]))
    crumbs = [
        Crumb(shown.sentence(row.type.split(".")[0]), reverse("desk:queue")) if row.type else Crumb(shown.sentence("desk.queue.title"))
    ]
    found = documents.newest([row.id])
    shown_: dict[str, Any] = {"row": row, "standing": standing, "name": name, "undo": approved_just_now(request, visit)}
    if not found or not row.type:
        progress = documents.progress([row.id]).get(row.id) if row.state == "received" else None
        return screen(request, visit, "desk/verify/unread.html", crumbs=[*crumbs, Crumb(name)], progress=progress, **shown_)
    if request.headers.get("HX-Trigger") == STILL_READING:  # the page that waited for it shows the document now
        return HttpResponse(headers={"HX-Refresh": "true"})
    checked, type = found[0], documents.type_of(row.type)
    pages = _original(row, checked)
    sheets, own = pages["sheets"], pages["sheets"] if pages["source"] is row else ()
    may_be_other = standing.may_work and type.papers and not row.confidential and not original.has_data(row, checked.reading)
    forms = forms_for(visit, row.type) if may_be_other else []
    return screen(
        request,
        visit,
        "desk/verify/screen.html",
        crumbs=[*crumbs, Crumb(shown.sentence(row.type))],
        keys=[key for key in _keys(visit, standing) if own or key.name != "F6"],
        forms=forms,
        further_keys=_further(standing, bool(own), type, bool(forms)),
        **pages,
        reads_frames=bool(sheets and type.read_framed),
        strip=strip_of(row, visit.actor, row_id(request.GET.get("page", "")) or 0) if own else None,
        **_scanned(request, row, own),
        layout=layout_of(checked, visit.client.id),
        mailed=None if any(pages[key] for key in SHOWN) else mailed(visit, row, checked.reading),
        colleagues=_colleagues(visit, standing),
        above=_above(visit, standing),
        set_aside=SET_ASIDE,
        send_back=SEND_BACK,
        may_send_back=visit.may(f"{row.type}.send_back", row.client_id),
        preview=reverse("desk:preview", args=[row.id]),
        approve_url=reverse("desk:approve", args=[row.id]),
        suggest_url=reverse("desk:suggest", args=[row.id]),
        changed=changed_since(visit, type, since) if (since := row_id(request.GET.get("since", ""))) else (),
        **shown_,
        **Seen(visit=visit, checked=checked).shown(),
    )


def _keys(visit: Visit, standing: Standing) -> Sequence[Key]:
    """The keys of what this person may do here."""
    row = visit.document
    assert row is not None
    if not standing.may_work:
        return LOOKING
    return KEYS if visit.may(f"{row.type}.send_back", row.client_id) else KEYS[:-1]


def _further(standing: Standing, has_pages: bool, type: DocumentType, has_forms: bool) -> Sequence[Key]:
    """Keys that the foot line has no room for: F1 lists them."""
    if not standing.may_work:
        return ()
    framing = (FRAME_KEY,) if has_pages and type.read_framed else ()
    return (*((FORM_KEY,) if has_forms else ()), *((*TABLE_KEYS, *framing) if type.tables else ()), *(STRIP_KEYS if has_pages else ()))


def _scanned(request: HttpRequest, row: DocumentRow, sheets: Sequence[original.Sheet]) -> dict[str, Any]:
    """Whether there are scans among the pages, how far their reading is, and whether the page itself asks that."""
    has_scans = any(sheet.is_scan for sheet in sheets)
    read = documents.progress([row.id]).get(row.id) if has_scans else None
    return {"has_scans": has_scans, "pages_read": read, "is_asking": request.headers.get("HX-Trigger") == PAGES_READ}


def _original(row: DocumentRow, checked: Checked) -> dict[str, Any]:
    """Its pages, its data as a page, a file without either as the text that it is, the key of the sentence that says why none of them can
    be shown, and the document whose they are (`source`)."""
    source = original.source_of(row)
    try:
        sheets = original.sheets(source)
        paper = original.paper(source) if original.has_data(source, checked.reading) else None
        text = None if sheets or paper else original.text_of(source)
        return {"source": source, "sheets": sheets, "paper": paper, "text": text, "no_original": ""}
    except OSError as error:
        return {"source": source, "sheets": (), "paper": None, "text": None, "no_original": original.why_not(error)}


@require_POST
@document_gate(STEP)
def preview(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Checks, effect and marks as they would be with what is typed; nothing is written."""
    row = visit.document
    assert row is not None
    (current,) = documents.newest([row.id])
    changes = changes_of(documents.type_of(row.type), current.reading, request.POST)
    typed = cases.changed(current.reading, changes, places_of(changes, request.POST))
    checked = previewed(visit, current, typed) if changes else current
    return render(
        request, "desk/verify/fragments.html", {"row": row, "standing": standing_of(visit), **Seen(visit=visit, checked=checked).shown()}
    )


def previewed(visit: Visit, current: Checked, reading: Reading) -> Checked:
    """What the rules would say about a changed reading, with what nobody can read in front."""
    filed = Filed(document_id=current.document_id, type=current.type, reading=reading, version=current.version, made_by=visit.person_id)
    (checked,) = documents.preview([filed], visit.today)
    return replace(checked, findings=(*mistyped(documents.type_of(current.type), reading, visit.client.id), *checked.findings))


def _colleagues(visit: Visit, standing: Standing) -> list[access.PersonRecord]:
    """Who else has the role of the task, to ask or to hand it over to."""
    if visit.task is None or not standing.may_work:
        return []
    return [
        person for person in access.people(visit.client.id, visit.today) if visit.task.role in person.roles and person.id != visit.person_id
    ]


def _above(visit: Visit, standing: Standing) -> list[access.PersonRecord]:
    """Who has the role that approves above the task's, to escalate it to."""
    if visit.task is None or not standing.may_work:
        return []
    role = cases.role_above(cases.process_of(visit.task.document_id), visit.task.role)
    people = access.people(visit.client.id, visit.today) if role else []
    return [person for person in people if role in person.roles and person.id not in (visit.person_id, visit.task.not_for)]


def _matches(reading: Reading) -> list[dict[str, str]]:
    """The order lines that the invoice's lines were matched with."""
    rows = []
    for row in reading.rows("matches"):
        text = {key: value.text for key, value in row.items()}
        place = row_id(text.get("line", "")) or 0
        line = reading.rows("lines")[place] if place < len(reading.rows("lines")) else {}
        rows.append({**text, "name": line["name"].text if "name" in line else "", "price": line["price"].text if "price" in line else ""})
    return rows
