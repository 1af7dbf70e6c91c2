"""What may be typed once for many documents: the choices below the field, and whether what was typed is one."""

from kantor.countries import law
from kantor.desk.verify.names import Suggestion
from kantor.desk.verify.typed import is_readable, typed_text
from kantor.desk.visit import Visit
from kantor.kit.ui import shown
from kantor.spine import ledger, parties
from kantor.words import Field, Kind, Refusal

MOST = 12


def choices(declared: Field, client_id: int, visit: Visit, wanted: str) -> list[Suggestion]:
    """What can be chosen; business partners are searched for what is typed so far."""
    country = visit.every[client_id].country
    if declared.kind is Kind.ACCOUNT:
        return [Suggestion(account.number, account.name) for account in ledger.accounts(client_id) if account.closed_on is None]
    if declared.kind is Kind.TAX_CODE:
        codes = law(country).tax_codes
        return [Suggestion(code, tax.name_en if shown.language() == "en" else tax.name_local) for code, tax in codes.items()]
    if declared.kind is Kind.PARTY:
        rows = parties.search(wanted, role=declared.role, at_most=MOST) if wanted else []
        return [Suggestion(f"{row.number} · {row.name}", row.country) for row in rows]
    return [Suggestion(choice, "") for choice in declared.choices]


def chosen(declared: Field, client_id: int, visit: Visit, text: str) -> str:
    """What was typed, as it is kept; a Refusal with the reason where there is no such value."""
    value = typed_text(declared.kind, text)
    if declared.kind is Kind.PARTY:
        rows = parties.search(text, role=declared.role, at_most=MOST)
        found = [row for row in rows if text in (row.number, f"{row.number} · {row.name}")]
        if len(found) != 1:
            raise Refusal("desk.alike.no_such_partner", evidence={"found": text})
        return str(found[0].id)
    known = {
        Kind.ACCOUNT: lambda: {account.number for account in ledger.accounts(client_id) if account.closed_on is None},
        Kind.TAX_CODE: lambda: set(law(visit.every[client_id].country).tax_codes),
        Kind.CHOICE: lambda: set(declared.choices),
    }.get(declared.kind)
    if known and value not in known():
        key = "desk.account_unknown" if declared.kind is Kind.ACCOUNT else "desk.alike.no_such_value"
        raise Refusal(key, evidence={"found": text})
    if not is_readable(declared.kind, value):
        raise Refusal("desk.unreadable", evidence={"found": text})
    return value
