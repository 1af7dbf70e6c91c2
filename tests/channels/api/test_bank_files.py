"""The file for the bank: fetched by whoever may release runs, once or again, each time with a record, and by nobody else."""

from tests.channels.api.caller import Caller, problem, told
from tests.journeys.office import Office
from tests.journeys.test_payment_story import INVOICE, booked, released, rows

from kantor.spine import trail


def item_of(caller: Caller, run: int) -> int:
    (found,) = [one for one in told(caller.get("/payment-runs"))["runs"] if one["document"] == run]
    return int(found["outbox_item"])


def fetches(office: Office, run: int) -> list[tuple[str, int | None]]:
    """The records of the run behind its effect that tell of its file."""
    with office.acting("DE"):
        found = trail.of_document(office.clients["DE"], run)
    return [(one.kind, one.person_id) for one in found if one.kind.startswith("outbox.")]


def test_the_file_is_what_was_released_and_each_fetch_is_recorded(office: Office) -> None:
    booked(office, INVOICE)
    run = released(office)
    (row,) = [one for one in rows("documents.Outbox", office) if one.kind == "payment_file"]
    bert = Caller(office, "bert")
    item = item_of(bert, run)
    assert told(bert.get(f"/outbox/{item}"))["has_file"]
    before = len(fetches(office, run))
    first = bert.post(f"/outbox/{item}/fetch", idempotency_key="once")
    assert (first.status_code, first.headers["Content-Type"]) == (200, "application/xml")
    assert first.content == bytes(row.file)
    assert f"payments-{run}.xml" in first.headers["Content-Disposition"]
    again = bert.post(f"/outbox/{item}/fetch", idempotency_key="once")
    assert (again.content, again.headers["Content-Type"]) == (first.content, "application/xml")
    assert again.headers["Idempotent-Replayed"] == "true"
    assert len(fetches(office, run)) == before + 1
    assert told(bert.get(f"/outbox/{item}"))["state"] == "sent"
    assert bert.post(f"/outbox/{item}/fetch").content == first.content
    noted = fetches(office, run)[before:]
    assert len(noted) == 2
    assert {person for _, person in noted} == {office.people["bert"]}


def test_nobody_fetches_it_who_may_not_release_runs(office: Office) -> None:
    booked(office, INVOICE)
    item = item_of(Caller(office, "bert"), released(office))
    assert problem(Caller(office, "anna").post(f"/outbox/{item}/fetch"), 403) == "forbidden"
    narrow = Caller(office, "bert", permissions=("treasury.payment_run.see",))
    assert problem(narrow.post(f"/outbox/{item}/fetch"), 403) == "forbidden"
    polish = Caller(office, "bert", clients=(office.clients["PL"],))
    assert problem(polish.post(f"/outbox/{item}/fetch"), 404) == "not_found"


def test_a_letter_is_read_as_it_will_leave_and_has_no_file(office: Office) -> None:
    anna, bert = Caller(office, "anna"), Caller(office, "bert")
    document = office.waiting("DE", "payables.supplier_invoice")
    preview = told(anna.post(f"/documents/{document}/letter-preview", {"reasons": ["wrong_total"], "remark": "Seite 2"}))
    told(anna.post(f"/documents/{document}/send-back", {"reasons": ["wrong_total"], "remark": "Seite 2"}))
    (item,) = told(bert.get("/outbox?state=draft"))["rows"]
    letter = told(bert.get(f"/outbox/{item['id']}"))
    assert (letter["subject"], letter["body"]) == (preview["subject"], preview["body"])
    assert "Seite 2" in letter["body"]
    assert (letter["written_by"], letter["has_file"]) == ("Anna", False)
    assert problem(Caller(office, "carla").post(f"/outbox/{item['id']}/fetch"), 403) == "forbidden"
