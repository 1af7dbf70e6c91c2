"""The models that read a client's papers: which is in use, what each version did on papers held out, and going back to an earlier one."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from kantor.desk.frame import Crumb, Key, screen
from kantor.desk.gate import gate
from kantor.desk.sentences import label
from kantor.desk.visit import Visit
from kantor.engines.extracting import Marks
from kantor.kit.ui import shown
from kantor.spine import schooling
from kantor.spine.access import ClientRecord

SEE, TRAIN, CHOOSE = "payables.supplier_invoice.see", "payables.supplier_invoice.verify", "payables.supplier_invoice.approve"
TYPE = "payables.supplier_invoice"
KEYS = (Key("Ctrl K", "desk.key.palette"),)


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """How a field was read on papers held out, by the model before and by the new one."""

    name: str
    before: Marks
    after: Marks


@dataclass(frozen=True, kw_only=True, slots=True)
class Shown:
    """A version with its report: newest and unseen are sums over the fields."""

    row: schooling.Version
    newest: Line
    unseen: Line
    fields: tuple[Line, ...]
    outcome: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Purpose:
    """The versions for one purpose: fields, kinds of papers, mails."""

    key: str
    versions: tuple[Shown, ...]

    @property
    def is_at_start(self) -> bool:
        """Whether the client uses the model that every house begins with."""
        return not any(one.row.is_in_use for one in self.versions)


@dataclass(frozen=True, kw_only=True, slots=True)
class Office:
    """A client with its models; may_train, may_choose: this person."""

    client: ClientRecord
    purposes: tuple[Purpose, ...]
    training: schooling.Training | None
    may_train: bool
    may_choose: bool


@gate(SEE)
def page(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The models of each client, the newest version first."""
    rows, trainings = schooling.versions(visit.clients), schooling.trainings(visit.clients)
    offices = [
        Office(
            client=visit.every[one],
            purposes=tuple(
                Purpose(key=key, versions=tuple(_shown(row) for row in rows if (row.client_id, row.purpose) == (one, key)))
                for key in schooling.PURPOSES
            ),
            training=trainings.get(one),
            may_train=visit.may(TRAIN, one),
            may_choose=visit.may(CHOOSE, one),
        )
        for one in visit.clients
    ]
    crumbs = [Crumb(shown.sentence("desk.learning.title"))]
    return screen(request, visit, "desk/learning/models.html", crumbs=crumbs, keys=KEYS, rooms=offices, fewest=schooling.FEWEST_DOCUMENTS)


@require_POST
@gate(TRAIN)
def train(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Ask for a training of the one client in the address; a worker takes it up."""
    schooling.ask(visit.actor)
    return _back(visit)


@require_POST
@gate(CHOOSE)
def use(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Have a version read the papers of the one client in the address; '' the model that every house begins with."""
    schooling.use(request.POST.get("version", ""), visit.actor, request.POST.get("purpose", "fields"))
    return _back(visit)


def _back(visit: Visit) -> HttpResponse:
    return HttpResponseRedirect(f"{reverse('desk:models')}?client={visit.clients[0]}")


def _shown(row: schooling.Version) -> Shown:
    fields = tuple(Line(name=_named(row.purpose, key), before=before, after=after) for key, (before, after) in row.exam.newest.items())
    return Shown(
        row=row,
        newest=_sum(list(row.exam.newest.values())),
        unseen=_sum(list(row.exam.unseen.values())),
        fields=fields,
        outcome=shown.sentence(f"desk.learning.outcome.{row.outcome}"),
    )


def _named(purpose: str, key: str) -> str:
    """A field of the invoice, a kind of paper, or a kind of mail, in words."""
    if purpose == "fields":
        return label(TYPE, key)
    return shown.sentence(f"desk.learning.kind.{key}")


def _sum(marks: Sequence[tuple[Marks, Marks]]) -> Line:
    before, after = Marks(), Marks()
    for one, other in marks:
        before, after = before.plus(one), after.plus(other)
    return Line(name="", before=before, after=after)
