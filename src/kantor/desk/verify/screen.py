"""The screen of one document."""

from django.http import HttpRequest, HttpResponse

from kantor.desk.frame import Crumb, screen
from kantor.desk.gate import ANYBODY, document_gate, gate
from kantor.desk.visit import Visit


@document_gate("see")
def page(request: HttpRequest, visit: Visit) -> HttpResponse:
    return screen(request, visit, "desk/nothing_left.html", crumbs=[Crumb("")])


@gate(ANYBODY)
def new(request: HttpRequest, visit: Visit, type: str) -> HttpResponse:
    return screen(request, visit, "desk/nothing_left.html", crumbs=[Crumb("")])
