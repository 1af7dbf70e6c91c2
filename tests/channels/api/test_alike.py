"""Documents that are alike, settled by a program as by the table of the desk: one value, each decided by itself."""

from typing import Any

from tests.channels.api.caller import Caller, problem, told
from tests.desk.test_alike import FIELD, LINES, MISSING, bring
from tests.journeys.office import Office

NAMED = {"type": "payables.supplier_invoice", "step": "verify", "reason": MISSING, "field": FIELD}
QUERY = "&".join(f"{key}={value}" for key, value in NAMED.items())


def table(caller: Caller, office: Office) -> dict[int, dict[str, Any]]:
    found = told(caller.get(f"/alike/documents?client={office.clients['DE']}&{QUERY}"))
    return {one["document"]: one for one in found["documents"]}


def test_one_value_settles_those_that_are_picked_and_the_rest_stays(office: Office) -> None:
    first, second, third = bring(office, "A-1", "A-2", "A-3")
    anna, client = Caller(office, "anna"), office.clients["DE"]
    (group,) = [one for one in told(anna.get(f"/alike?client={client}"))["groups"] if one["field"] == FIELD]
    assert {key: group[key] for key in NAMED} == NAMED
    assert (group["is_typed"], group["documents"] >= 3) == (True, True)
    lines = table(anna, office)
    assert {first, second, third} <= set(lines)
    assert len(lines[first]["addresses"]) == LINES
    picked = {str(one): lines[one]["version"] for one in (first, second)}
    done = told(anna.post(f"/alike/settle?client={client}", {**NAMED, "value": "4806", "documents": picked}))
    assert ({one["document"] for one in done["approved"]}, done["left"]) == ({first, second}, [])
    assert done["may_be_taken_back_until"] is not None
    assert office.finish("DE") == {first, second}
    assert third in table(anna, office)


def test_what_was_changed_meanwhile_is_left_with_the_reason(office: Office) -> None:
    first, second = bring(office, "A-1", "A-2")
    anna, client = Caller(office, "anna"), office.clients["DE"]
    lines = table(anna, office)
    office.save("DE", second, "anna", lines__0__account="4930")
    picked = {str(one): lines[one]["version"] for one in (first, second)}
    done = told(anna.post(f"/alike/settle?client={client}", {**NAMED, "value": "4806", "documents": picked}))
    assert [one["document"] for one in done["approved"]] == [first], done
    (left,) = done["left"]
    assert (left["document"], bool(left["why"])) == (second, True)


def test_a_value_that_is_none_is_refused_and_changes_nothing(office: Office) -> None:
    (first, _) = bring(office, "A-1", "A-2")
    anna, client = Caller(office, "anna"), office.clients["DE"]
    body = {**NAMED, "value": "99999", "documents": {str(first): 1}}
    assert problem(anna.post(f"/alike/settle?client={client}", body), 409) == "desk.account_unknown"
    assert office.checked("DE", first).version == 1
    assert problem(Caller(office, "bert").post(f"/alike/settle?client={client}", body), 403) == "forbidden"
