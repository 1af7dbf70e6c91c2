"""Programs see the models that read papers, ask for a training, and have an approver's key go back to an earlier version."""

from tests.channels.api.caller import Caller, problem, told
from tests.journeys.office import Office

from kantor.engines.extracting import Exam, Marks, Schooled, start
from kantor.spine import schooling

EXAM = Exam(4, {"number": (Marks(4, 0, 0, 0), Marks(4, 4, 2, 0))}, 0, {})


def test_models_are_listed_asked_for_and_chosen(office: Office) -> None:
    anna, bert, german = Caller(office, "anna"), Caller(office, "bert"), office.clients["DE"]
    with office.acting("DE") as actor:
        version = schooling.keep(Schooled(start()._replace(name="client 1 0a1b2c3d"), EXAM, "taken"), 1, 16, actor)
    (model,) = told(anna.get(f"/models?client={german}"))["models"]
    assert (model["version"], model["in_use"], model["papers"], model["outcome"]) == (version, True, 16, "taken")
    assert model["newest"] == [{"field": "number", "there": 4, "before": 0, "after": 4, "wrong_before": 0, "wrong_after": 0}]
    assert told(anna.post(f"/models/train?client={german}")) == {"is_new": True}
    assert told(anna.post(f"/models/train?client={german}")) == {"is_new": False}
    assert problem(anna.post(f"/models/use?client={german}", {"version": ""}), 403) == "forbidden"
    assert told(bert.post(f"/models/use?client={german}", {"version": ""}))["models"][0]["in_use"] is False
    assert told(bert.post(f"/models/use?client={german}", {"version": version}))["models"][0]["in_use"] is True
    assert problem(bert.post(f"/models/use?client={german}", {"version": "ffffffff"}), 409)
