"""The models that read a client's papers, for programs: their reports, asking for a training, going back to an earlier version."""

from datetime import datetime
from typing import Any

from ninja import Query, Router, Schema

from kantor.channels.api.gates import Call, reads, writes
from kantor.channels.api.shapes import Across, Word
from kantor.desk.learning.models import CHOOSE, SEE, TRAIN
from kantor.spine import schooling

ROUTER = Router(tags=["learning"])


class FieldReport(Schema):
    """How a field was read on papers held out: there: papers that have it; before, after: read right; wrong: would have passed wrongly."""

    field: str
    there: int
    before: int
    after: int
    wrong_before: int
    wrong_after: int


class ModelShape(Schema):
    """A version of a client's model. purpose: fields (reads them), kinds (tells kinds of papers) or mails (sorts them); outcome: taken,
    not_better, worse_elsewhere or passes_wrong. Of kinds and mails a report has a row for each kind."""

    client: int
    purpose: str
    version: str
    made_at: datetime
    papers: int
    outcome: str
    in_use: bool
    newest: list[FieldReport]
    unseen: list[FieldReport]


class Models(Schema):
    """Without a version in use, papers are read by the model that every house begins with."""

    models: list[ModelShape]


class ToUse(Schema):
    """version: '' for the model that every house begins with, for that purpose: fields, kinds or mails."""

    version: Word = ""
    purpose: Word = "fields"


class TrainingAsked(Schema):
    """is_new: False where a training was open already."""

    is_new: bool


@ROUTER.get("/models", response=Models, summary="List the models that read papers")
@reads(SEE)
def models(request: Call, asked: Query[Across]) -> Any:
    """The newest version first, with what each did on papers held out."""
    return _models(request)


@ROUTER.post("/models/use", response=Models, summary="Have a version read papers")
@writes(CHOOSE)
def use_model(request: Call, asked: Query[Across], body: ToUse) -> Any:
    """From now on; an earlier one as well."""
    schooling.use(body.version, request.visit.actor, body.purpose)
    return _models(request)


@ROUTER.post("/models/train", response=TrainingAsked, summary="Ask for a training")
@writes(TRAIN)
def train_model(request: Call, asked: Query[Across]) -> Any:
    """A worker takes it up; what comes of it is a version more in the list."""
    return TrainingAsked(is_new=schooling.ask(request.visit.actor))


def _models(request: Call) -> Models:
    return Models(models=[_model(row) for row in schooling.versions(request.visit.clients)])


def _model(row: schooling.Version) -> ModelShape:
    newest, unseen = (
        [
            FieldReport(
                field=field, there=after.there, before=before.right, after=after.right, wrong_before=before.wrong, wrong_after=after.wrong
            )
            for field, (before, after) in part.items()
        ]
        for part in (row.exam.newest, row.exam.unseen)
    )
    return ModelShape(
        client=row.client_id,
        purpose=row.purpose,
        version=row.version,
        made_at=row.made_at,
        papers=row.documents,
        outcome=row.outcome,
        in_use=row.is_in_use,
        newest=newest,
        unseen=unseen,
    )
