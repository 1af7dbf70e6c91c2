"""What the office registers: the documents by which it changes itself, and who may type and approve them."""

from kantor.departments.office.assignment import document as assignment_document
from kantor.departments.office.assignment import effect as assignment_effect
from kantor.departments.office.assignment_end import document as assignment_end_document
from kantor.departments.office.assignment_end import effect as assignment_end_effect
from kantor.departments.office.client_change import document as client_change_document
from kantor.departments.office.client_change import effect as client_change_effect
from kantor.departments.office.company_day import document as company_day_document
from kantor.departments.office.company_day import effect as company_day_effect
from kantor.departments.office.connection import document as connection_document
from kantor.departments.office.connection import effect as connection_effect
from kantor.departments.office.erasure import document as erasure_document
from kantor.departments.office.erasure import effect as erasure_effect
from kantor.departments.office.factor_reset import document as factor_reset_document
from kantor.departments.office.factor_reset import effect as factor_reset_effect
from kantor.departments.office.limit import document as limit_document
from kantor.departments.office.limit import effect as limit_effect
from kantor.departments.office.new_client import TYPE as NEW_CLIENT
from kantor.departments.office.person import document as person_document
from kantor.departments.office.person import effect as person_effect
from kantor.departments.office.providing import CLIENT_APPROVER, CLIENT_CLERK
from kantor.departments.office.redaction import document as redaction_document
from kantor.departments.office.redaction import effect as redaction_effect
from kantor.departments.office.reversal import document as reversal_document
from kantor.departments.office.reversal import effect as reversal_effect
from kantor.departments.office.reversal import rules as reversal_rules
from kantor.departments.office.substitute import document as substitute_document
from kantor.departments.office.substitute import effect as substitute_effect
from kantor.words import Department, DocumentType


def _type(document: object, effect: object, *, concerns: tuple[str, ...] = ()) -> DocumentType:
    """All documents of the office are declared alike: fields, the process of two people, and a pure effect."""
    return DocumentType(
        key=document.KEY,  # type: ignore[attr-defined]
        fields=document.FIELDS,  # type: ignore[attr-defined]
        retention="voucher",
        process=document.PROCESS,  # type: ignore[attr-defined]
        rules=document.RULES,  # type: ignore[attr-defined]
        effect=effect.effect,  # type: ignore[attr-defined]
        concerns=concerns,
    )


REVERSAL = DocumentType(
    key=reversal_document.KEY,
    fields=reversal_document.FIELDS,
    retention="voucher",
    process=reversal_document.PROCESS,
    asks=reversal_document.asks,
    rules=reversal_rules.RULES,
    effect=reversal_effect.effect,
)
TYPES = (
    _type(assignment_document, assignment_effect, concerns=("email",)),
    _type(assignment_end_document, assignment_end_effect),
    _type(client_change_document, client_change_effect),
    _type(company_day_document, company_day_effect),
    _type(connection_document, connection_effect),
    _type(erasure_document, erasure_effect),
    _type(factor_reset_document, factor_reset_effect, concerns=("email",)),
    _type(limit_document, limit_effect),
    _type(person_document, person_effect),
    _type(redaction_document, redaction_effect),
    REVERSAL,
    _type(substitute_document, substitute_effect, concerns=("deputy",)),
)

OF_PEOPLE = (assignment_document, assignment_end_document, factor_reset_document, limit_document, person_document, substitute_document)
"""The documents that say who works here and what they may do."""

DEPARTMENT = Department(
    key="office",
    types=(*TYPES, NEW_CLIENT),
    roles={
        "office.clerk": (
            *("documents.unrecognised.see", "access.sessions.end", "spotchecks.see", "spotchecks.decide"),
            *(f"{type.key}.{verb}" for type in TYPES for verb in ("see", "enter", "verify")),
        ),
        "office.approver": (
            *("access.sessions.end", "spotchecks.see", "spotchecks.decide"),
            *(f"{type.key}.{verb}" for type in TYPES for verb in ("see", "approve")),
        ),
        CLIENT_CLERK: tuple(f"{NEW_CLIENT.key}.{verb}" for verb in ("see", "enter", "verify")),
        CLIENT_APPROVER: tuple(f"{NEW_CLIENT.key}.{verb}" for verb in ("see", "approve")),
        "office.auditor": (
            *("documents.unrecognised.see", "trail.see", "ledger.see", "parties.see", "spotchecks.see"),
            *(f"{type.key}.see" for type in (*TYPES, NEW_CLIENT)),
        ),
    },
    guarded=(
        *("access.sessions.end", f"{NEW_CLIENT.key}.approve", "office.erasure.approve"),  # the last cannot be undone
        *(f"{document.KEY}.{verb}" for document in OF_PEOPLE for verb in ("enter", "verify", "approve")),
    ),
)
