"""One's own webhooks on the desk: a new one with its secret, told this once; those there are and why they ended; what was sent to each."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from kantor.channels.hooks.posting import Unsendable
from kantor.channels.hooks.subscribing import Hook, deliveries, end, hook, hooks_of, replay, subscribe
from kantor.desk.frame import Crumb, Key, screen
from kantor.desk.gate import ANYBODY, gate
from kantor.desk.sentences import refusal
from kantor.desk.visit import Visit
from kantor.kit.ui import shown
from kantor.spine import access
from kantor.words import Refusal
from kantor.words.field import row_id

KINDS = ("document.*", "document.received", "document.decided", "document.took_effect", "case.*", "*")
"""What can be chosen here; programs may name any kind of record by the API."""
PAGE = 100
LAST_ID = 2**62


@gate(ANYBODY)
def page(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The form and the list; the secret of a webhook that was just made stands above them this once."""
    secret, fault = "", ""
    if request.method == "POST":
        try:
            secret = _made(request, visit)
        except (Refusal, Unsendable) as error:
            fault = refusal(error.key, error.evidence)
    answer = screen(
        request,
        visit,
        "hooks/page.html",
        status=422 if fault else 200,
        crumbs=[*_way(), Crumb(shown.sentence("hooks.title"))],
        keys=[Key("Ctrl K", "desk.key.palette")],
        secret=secret,
        fault=fault,
        url=request.POST.get("url", "") if fault else "",
        kinds=KINDS,
        rows=hooks_of(visit.actor),
        programs={one.id: one.name for one in access.tokens_of(visit.person_id)},
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer


@gate(ANYBODY)
def one(request: HttpRequest, visit: Visit, hook_id: int) -> HttpResponse:
    """What was sent to a program or is to be sent, the newest first."""
    found = _own(visit, hook_id)
    rows = deliveries(found, before=row_id(request.GET.get("after", "")) or LAST_ID, at_most=PAGE)
    return screen(
        request,
        visit,
        "hooks/one.html",
        crumbs=[*_way(), Crumb(shown.sentence("hooks.title"), reverse("hooks:page")), Crumb(found.url)],
        keys=[Key("Ctrl K", "desk.key.palette")],
        hook=found,
        client=visit.every[found.client_id],
        rows=rows,
        more=f"?after={rows[-1].id}" if len(rows) == PAGE else "",
    )


@require_POST
@gate(ANYBODY)
def stop(request: HttpRequest, visit: Visit, hook_id: int) -> HttpResponse:
    """Tell the program no more, at once."""
    found = _own(visit, hook_id)
    with access.acting(clients=[found.client_id], person_id=visit.person_id, at=visit.at) as actor:
        end(found.client_id, found.id, actor)
    messages.success(request, shown.sentence("hooks.stopped"))
    return redirect("hooks:page")


@require_POST
@gate(ANYBODY)
def again(request: HttpRequest, visit: Visit, hook_id: int, delivery_id: int) -> HttpResponse:
    """Send once more, under the same webhook-id."""
    found = _own(visit, hook_id)
    try:
        with access.acting(clients=[found.client_id], person_id=visit.person_id, at=visit.at) as actor:
            if not replay(found, delivery_id, actor):
                raise Http404
    except Refusal as error:
        messages.error(request, refusal(error.key, error.evidence))
    else:
        messages.success(request, shown.sentence("hooks.sent_again"))
    return redirect("hooks:one", hook_id=hook_id)


def _own(visit: Visit, hook_id: int) -> Hook:
    found = hook(hook_id, visit.actor)
    if found is None:
        raise Http404
    return found


def _made(request: HttpRequest, visit: Visit) -> str:
    """For the chosen client, and for all documents where no kind was chosen."""
    client_id = next((one for one in visit.open_to if str(one) == request.POST.get("for")), visit.open_to[0])
    kinds = [kind for kind in KINDS if kind in request.POST.getlist("kind")] or [KINDS[0]]
    url = request.POST.get("url", "").strip().replace("\x00", "")[:2000]
    with access.acting(clients=[client_id], person_id=visit.person_id, at=visit.at) as actor:
        return subscribe(url, kinds, actor, to_private=settings.KANTOR.webhooks_to_private)[1]


def _way() -> list[Crumb]:
    return [Crumb(shown.sentence("desk.home.title"), reverse("desk:home"))]
