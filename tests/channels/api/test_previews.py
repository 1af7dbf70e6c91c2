"""What would be: findings and effect before anything is written, by the functions that will run, and suggestions as on the form."""

from tests.channels.api.caller import Caller, problem, told
from tests.engines.einvoice.drafts import GERMAN
from tests.journeys.office import Office

ACCOUNTS = {f"lines.{at}.account": "4806" for at in range(len(GERMAN.lines))}


def test_a_preview_is_what_will_be_and_writes_nothing(office: Office) -> None:
    document, anna = office.waiting("DE", "payables.supplier_invoice"), Caller(office, "anna")
    etag = anna.get(f"/documents/{document}").headers["ETag"]
    preview = told(anna.post(f"/documents/{document}/preview", {"changes": ACCOUNTS}))
    assert preview["reading"]["tables"]["lines"][0]["account"]["text"] == "4806"
    assert "payables.supplier_invoice.missing" not in {one["key"] for one in preview["findings"]}
    debits = sum(float(one["debit"] or 0) for one in preview["effect"]["postings"])
    assert debits == sum(float(one["credit"] or 0) for one in preview["effect"]["postings"]) > 0
    assert preview["effect"]["remarks"]
    assert office.checked("DE", document).version == 1
    changed = told(anna.send("PATCH", f"/documents/{document}", {"changes": ACCOUNTS}, if_match=etag))
    assert changed["findings"] == preview["findings"]
    assert told(anna.get(f"/documents/{document}/effect"))["effect"] == preview["effect"]
    unknown = anna.post(f"/documents/{document}/preview", {"changes": {"no_such": "1"}})
    assert problem(unknown, 422) == "not_declared"


def test_what_is_not_filed_yet_is_judged_as_on_its_form(office: Office) -> None:
    anna, client = Caller(office, "anna"), office.clients["DE"]
    body = {"type": "office.limit", "values": {"role": "payables.clerk"}}
    preview = told(anna.post(f"/typed-documents/preview?client={client}", body))
    assert "stop" in {one["severity"] for one in preview["findings"]}
    assert problem(anna.post(f"/typed-documents?client={client}", body), 422) == "refused"
    assert problem(anna.post("/typed-documents/preview", body), 422) == "which_client"
    bert = Caller(office, "bert")
    assert problem(bert.post(f"/typed-documents/preview?client={client}", body), 403) == "forbidden"


def test_suggestions_are_those_of_the_field(office: Office) -> None:
    document, anna = office.waiting("DE", "payables.supplier_invoice"), Caller(office, "anna")
    accounts = told(anna.get(f"/documents/{document}/suggestions?address=lines.0.account&q=480"))["suggestions"]
    assert "4806" in {one["value"] for one in accounts}
    assert all(one["value"].startswith("480") for one in accounts)
    partners = told(anna.get(f"/documents/{document}/suggestions?address=supplier_id&q=papier"))["suggestions"]
    assert str(office.suppliers["DE", "DE"]) in {one["value"] for one in partners}
    assert problem(anna.get(f"/documents/{document}/suggestions?address=nothing"), 422) == "not_declared"
    new = f"/types/purchasing.purchase_order/suggestions?client={office.clients['DE']}"
    typed = told(anna.get(f"{new}&address=lines.0.account&q=480"))["suggestions"]
    assert "4806" in {one["value"] for one in typed}
    assert problem(Caller(office, "bert").get(f"{new}&address=number"), 403) == "forbidden"
