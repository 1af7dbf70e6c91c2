"""How well the machine reads: rates with their intervals, the documents behind each figure, and rules that are stopped."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import groupby

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST

from kantor.desk.constraints import refusal_of
from kantor.desk.frame import Crumb, screen
from kantor.desk.gate import gate
from kantor.desk.sentences import label, refusal
from kantor.desk.verify.actions import onwards
from kantor.desk.visit import Visit
from kantor.kit.say import known
from kantor.kit.ui import shown
from kantor.spine import access, spotchecks
from kantor.spine.access import Actor
from kantor.spine.documents import Refusal
from kantor.spine.spotchecks import KINDS, PROMISED, Rate
from kantor.words.field import row_id

SEE, DECIDE = "spotchecks.see", "spotchecks.decide"


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """A rate as shown. rule: in words; percent, low, high: '' where nothing was keyed again; links: figure -> its documents;
    asked_by: the name of who asked to let it pass again, is_own: the reader is that one."""

    rate: Rate
    client: str
    field: str
    rule: str
    percent: str
    low: str
    high: str
    links: Mapping[str, str]
    asked_by: str
    is_own: bool
    may_decide: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Share:
    """How much of a client's documents is keyed again."""

    client_id: int
    name: str
    percent: str
    may_change: bool


@gate(SEE)
def spot_checks(request: HttpRequest, visit: Visit) -> HttpResponse:
    found = spotchecks.rates()
    names = access.names([one.asked_by for one in found if one.asked_by])
    groups = [(type, [_line(visit, one, names) for one in of]) for type, of in groupby(found, key=lambda one: one.type)]
    shares = [
        Share(
            client_id=client_id,
            name=visit.every[client_id].name,
            percent=shown.number(str(spotchecks.share_of(client_id) / 10), places=1),
            may_change=visit.may(DECIDE, client_id),
        )
        for client_id in visit.clients
    ]
    return screen(
        request,
        visit,
        "desk/spotchecks.html",
        crumbs=[Crumb(shown.sentence("spotchecks.title"))],
        groups=groups,
        shares=shares,
        promised=_percent(PROMISED),
    )


def _line(visit: Visit, rate: Rate, names: Mapping[int, str]) -> Line:
    low, high = rate.interval
    links = {kind: f"{reverse('desk:spot_check_documents')}?{urlencode(_key(rate) | {'kind': kind})}" for kind in KINDS}
    return Line(
        rate=rate,
        client=visit.every[rate.client_id].code if len(visit.every) > 1 else "",
        field=label(rate.type, rate.field),
        rule=_rule(rate),
        percent=_percent(rate.wrong / rate.checked) if rate.checked else "",
        low=_percent(low) if rate.checked else "",
        high=_percent(high) if rate.checked else "",
        links=links,
        asked_by=names.get(rate.asked_by or 0, ""),
        is_own=rate.asked_by == visit.person_id,
        may_decide=visit.may(DECIDE, rate.client_id),
    )


def _rule(rate: Rate) -> str:
    own = f"{rate.type}.gate.{rate.rule}"
    if not rate.rule:
        return shown.sentence("spotchecks.by_people")
    return shown.sentence(own) if known(own) else rate.rule


def _percent(share: float) -> str:
    return shown.number(f"{share * 100:.2f}", places=2)


def _key(rate: Rate) -> dict[str, str]:
    return {"of": str(rate.client_id), "type": rate.type, "field": rate.field, "rule": rate.rule, "model": rate.model}


@gate(SEE)
def spot_check_documents(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The documents behind one figure."""
    kind = request.GET.get("kind", "")
    rate = next((one for one in spotchecks.rates() if all(request.GET.get(name) == text for name, text in _key(one).items())), None)
    if rate is None or kind not in KINDS:
        raise Http404
    return screen(
        request,
        visit,
        "desk/spotcheck_documents.html",
        crumbs=[Crumb(shown.sentence("spotchecks.title"), reverse("desk:spot_checks")), Crumb(label(rate.type, rate.field))],
        line=_line(visit, rate, {}),
        kind=kind,
        rows=spotchecks.behind(rate, kind),
        may_open=visit.may_see(rate.type, rate.client_id),
    )


@require_POST
@gate(DECIDE)
def ask_to_allow(request: HttpRequest, visit: Visit, stop_id: int) -> HttpResponse:
    """A first person says why a stopped rule may pass values again."""
    reason = request.POST.get("reason", "")
    return _done(request, visit, lambda actor: spotchecks.ask_to_allow(stop_id, reason, actor))


@require_POST
@gate(DECIDE)
def allow(request: HttpRequest, visit: Visit, stop_id: int) -> HttpResponse:
    """A second person agrees."""
    return _done(request, visit, lambda actor: spotchecks.allow(stop_id, actor))


@require_POST
@gate(DECIDE)
def set_share(request: HttpRequest, visit: Visit) -> HttpResponse:
    """How much of a client's documents is keyed again."""
    asked = request.POST.get("percent", "").strip().replace(",", ".")
    try:
        per_mille = round(float(asked) * 10)
    except (ValueError, OverflowError):
        per_mille = 0
    return _done(request, visit, lambda actor: spotchecks.set_share(per_mille, actor))


def _done(request: HttpRequest, visit: Visit, act: Callable[[Actor], None]) -> HttpResponse:
    """Do it for the client that the form names, the first one where it names none; the reason in words where it is refused."""
    client_id = row_id(request.POST.get("of", str(visit.open_to[0])))
    if client_id not in visit.open_to:
        raise PermissionDenied(DECIDE)
    try:
        with access.acting(clients=(client_id,), person_id=visit.person_id, at=visit.at) as actor:
            act(actor)
    except (Refusal, IntegrityError) as error:
        why = refusal_of(error) if isinstance(error, IntegrityError) else error
        return render(request, "desk/verify/refused.html", {"text": refusal(why.key, why.evidence)}, status=409)
    return onwards(reverse("desk:spot_checks"))
