"""What accounting registers: opening balances, and who looks at them."""

from kantor.departments.accounting.books import BookParts
from kantor.departments.accounting.opening_balance import document, effect
from kantor.words import Department, DocumentType

OPENING_BALANCE = DocumentType(
    key=document.KEY,
    fields=document.FIELDS,
    retention="book",
    process=document.PROCESS,
    asks=document.asks,
    rules=document.RULES,
    effect=effect.effect,
)

DEPARTMENT = Department(
    key="accounting",
    types=(OPENING_BALANCE,),
    parts=(BookParts(),),
    roles={
        "office.auditor": (f"{OPENING_BALANCE.key}.see",),
        "accounting.clerk": (
            *("correspondence.matter.see", "correspondence.matter.verify"),
            *(f"{OPENING_BALANCE.key}.{verb}" for verb in ("see", "enter", "verify")),
            "ledger.see",
            "parties.see",
        ),
    },
)
