"""Programs see the models that read papers, ask for a training, and have an approver's key go back to an earlier version."""

from typing import Any

from tests.channels.api.caller import Caller, problem, told
from tests.journeys.office import Office

from kantor.engines.extracting import Exam, Marks
from kantor.spine import schooling
from kantor.spine.schooling import Grown

EXAM = Exam(4, {"number": (Marks(4, 0, 0, 0), Marks(4, 4, 2, 0))}, 0, {})


def test_models_are_listed_asked_for_and_chosen(office: Office) -> None:
    anna, bert, german = Caller(office, "anna"), Caller(office, "bert"), office.clients["DE"]
    with office.acting("DE") as actor:
        version = schooling.keep(Grown("fields", "0a1b2c3d", b"model", EXAM, "taken"), 1, 16, actor)
        sorter = schooling.keep(Grown("mails", "1b2c3d4e", b"sorter", EXAM, "taken"), 1, 16, actor)
    of_mails, model = told(anna.get(f"/models?client={german}"))["models"]
    assert (of_mails["purpose"], of_mails["version"], of_mails["in_use"], model["purpose"]) == ("mails", sorter, True, "fields")
    assert (model["version"], model["in_use"], model["papers"], model["outcome"]) == (version, True, 16, "taken")
    assert model["newest"] == [{"field": "number", "there": 4, "before": 0, "after": 4, "wrong_before": 0, "wrong_after": 0}]
    assert told(anna.post(f"/models/train?client={german}")) == {"is_new": True}
    assert told(anna.post(f"/models/train?client={german}")) == {"is_new": False}
    assert problem(anna.post(f"/models/use?client={german}", {"version": ""}), 403) == "forbidden"
    assert used(told(bert.post(f"/models/use?client={german}", {"version": ""}))) == {sorter}
    assert used(told(bert.post(f"/models/use?client={german}", {"version": version}))) == {sorter, version}
    assert used(told(bert.post(f"/models/use?client={german}", {"version": "", "purpose": "mails"}))) == {version}
    assert problem(bert.post(f"/models/use?client={german}", {"version": "", "purpose": "tea"}), 409)
    assert problem(bert.post(f"/models/use?client={german}", {"version": "ffffffff"}), 409)


def used(answer: Any) -> set[str]:
    return {one["version"] for one in answer["models"] if one["in_use"]}
