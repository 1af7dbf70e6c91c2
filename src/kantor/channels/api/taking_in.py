"""Taking files in from programs: read before the transaction, carried within it, so that the answer is kept with what was done."""

from collections.abc import Sequence

from django.conf import settings
from ninja import Schema
from ninja.files import UploadedFile
from pydantic import Field

from kantor.channels.api.gates import Call
from kantor.channels.api.problems import Problem
from kantor.channels.api.shapes import Across, FindingShape
from kantor.channels.api.showing import finding_shape
from kantor.channels.door import Door, File, sorted_by_client
from kantor.desk import clock
from kantor.spine.cases import Arrival, Outcome

CHANNEL = "api"


class OutcomeShape(Schema):
    """How far a document came. outcome: effect, ready (takes effect shortly), task (waits for a person), reading (a scan, pages are read
    first), refused, duplicate."""

    document: int
    name: str
    sha256: str
    type: str
    outcome: str
    findings: list[FindingShape]


class OutcomesShape(Schema):
    """An outcome for every document that was in the file."""

    documents: list[OutcomeShape]


class Brought(Across):
    """For which client a file is, and how it is kept."""

    confidential: bool = Field(default=False, description="What is read in it is encrypted, each look recorded.")


def read_in(request: Call, file: UploadedFile, asked: Brought, **_: object) -> tuple[Door, list[tuple[int, Arrival]]]:
    """What is in the file, read, with the client that was chosen or that the buyer's VAT id names among those allowed."""
    visit = request.visit
    if (file.size or 0) > settings.KANTOR.upload_limit_bytes:
        raise Problem(413, limit_bytes=settings.KANTOR.upload_limit_bytes)
    chosen = visit.clients if len(request.GET.getlist("client")) == 1 else ()
    door = door_for(visit.person_id, visit.open_to, chosen, confidential=asked.confidential)
    return door, sorted_by_client([File(name=file.name or "file", data=file.read())], door)


def door_for(person_id: int, allowed: Sequence[int], chosen: Sequence[int], *, confidential: bool = False) -> Door:
    """For the one client chosen, else for whom the files name among those allowed."""
    return Door(
        channel=CHANNEL,
        person_id=person_id,
        client_id=chosen[0] if chosen else None,
        fallback_client_id=min(allowed),
        now=clock.now,
        only_for=frozenset(allowed),
        confidential=confidential,
    )


def shown_outcomes(outcomes: Sequence[Outcome]) -> OutcomesShape:
    return OutcomesShape(
        documents=[
            OutcomeShape(
                document=one.document_id,
                name=one.name,
                sha256=one.sha256,
                type=one.type,
                outcome=one.outcome,
                findings=[finding_shape(finding, one.type) for finding in one.findings],
            )
            for one in outcomes
        ]
    )
