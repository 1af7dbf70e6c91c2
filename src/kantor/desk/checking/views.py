"""Drop an e-invoice, see it as a page with its findings; it is forgotten with the answer."""

from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from kantor.desk.frame import Crumb, Key, screen
from kantor.desk.gate import ANYBODY, gate
from kantor.desk.pages import Paper, paper_of
from kantor.desk.visit import Visit
from kantor.engines import einvoice
from kantor.kit.ui import shown

TOO_LARGE = 413
COLOURS = {"fatal": "stop", "warning": "look", "information": "fine"}
MOST_PAPERS = 20


@gate(ANYBODY)
def check(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The place to drop a file, or what was found in it."""
    if request.method == "POST":
        file = request.FILES.get("file")
        if not isinstance(file, UploadedFile) or (file.size or 0) > settings.KANTOR.upload_limit_bytes:
            return render(request, "desk/checking/too_large.html", {"limit_mb": _limit_mb()}, status=TOO_LARGE)
        return render(request, "desk/checking/found.html", _found(file.read(), file.name or ""))
    return screen(
        request,
        visit,
        "desk/checking/check.html",
        crumbs=[Crumb(shown.sentence("desk.home.title"), reverse("desk:home")), Crumb(shown.sentence("desk.checking.title"))],
        keys=[Key("Ctrl K", "desk.key.palette")],
        limit_mb=_limit_mb(),
    )


def _found(data: bytes, name: str) -> dict[str, Any]:
    report = einvoice.report_apart(data, name, shown.language())
    return {
        "report": report,
        "findings": [{**finding, "colour": COLOURS.get(finding["severity"], "look")} for finding in report["findings"]],
        "papers": _papers(data),
    }


def _papers(data: bytes) -> list[Paper]:
    """Each invoice in the file as a page; none where it cannot be read."""
    try:
        return [paper_of(invoice) for invoice in einvoice.read_apart(data)[:MOST_PAPERS]]
    except einvoice.Unreadable:
        return []


def _limit_mb() -> int:
    return int(settings.KANTOR.upload_limit_bytes // 1_000_000)
