"""The check of an e-invoice for everybody: what its rules say of it, and the invoice by business terms; nothing is stored."""

from typing import Any

from django.conf import settings
from ninja import File, Router, Schema
from ninja.files import UploadedFile

from kantor.channels.api.gates import Call, reads
from kantor.channels.api.problems import Problem
from kantor.desk.gate import ANYBODY
from kantor.engines import einvoice
from kantor.kit.ui import shown

ROUTER = Router(tags=["check"])


class CheckFinding(Schema):
    """rule: its official number; severity: fatal, warning, information; message: in the caller's language."""

    rule: str
    severity: str
    path: str
    message: str


class Report(Schema):
    """syntax, kind, profile, model: null where the file cannot be read; model: terms and groups of EN 16931 by id, of several invoices
    in one file a list as INVOICE; valid: nothing fatal."""

    file: str
    syntax: str | None
    kind: str | None
    profile: str | None
    valid: bool
    findings: list[CheckFinding]
    model: dict[str, Any] | None


@ROUTER.post("/check", response=Report, summary="Check a file that is not handed in")
@reads(ANYBODY)
def check(request: Call, file: File[UploadedFile]) -> Any:
    """It is forgotten with the answer, so this needs no Idempotency-Key."""
    if (file.size or 0) > settings.KANTOR.upload_limit_bytes:
        raise Problem(413, limit_bytes=settings.KANTOR.upload_limit_bytes)
    return Report(**einvoice.report_apart(file.read(), file.name or "", shown.language()))
