"""Why work is put aside or sent back: the lists of reasons, and the letter that a sent-back document brings."""

from collections.abc import Sequence

from kantor.kit.say import say
from kantor.spine import parties
from kantor.spine.documents import Checked, DocumentRow
from kantor.words import Letter

SET_ASIDE = ("waiting_for_goods", "waiting_for_colleague", "unclear", "later")
SEND_BACK = ("wrong_total", "wrong_buyer", "missing_data", "not_ordered", "wrong_account", "duplicate", "other")


def letter_for(row: DocumentRow, checked: Checked, reasons: Sequence[str], remark: str, sender: str) -> Letter:
    """The letter that tells a supplier why a document comes back, in the supplier's language; it waits for its approval as a draft."""
    supplier = checked.reading.text("supplier_id")
    party = parties.party(int(supplier)) if supplier.isdigit() else None
    language = party.language if party else _language(checked.reading.text("supplier_country"))
    why = "\n".join(f"- {say(f'desk.letter.reason.{reason}', language)}" for reason in reasons)
    about = {
        "number": row.number or row.file_name,
        "why": "\n".join(text for text in (why, remark) if text),
        "sender": sender,
        "name": row.party_name,
    }
    return Letter(
        key=f"sent_back:{row.id}",
        party_id=party.id if party else None,
        recipient=party.name if party else row.party_name,
        address=party.email if party else "",
        language=language,
        template="desk.letter",
        values={"subject": say("desk.letter.subject", language, about), "body": say("desk.letter.body", language, about)},
    )


def _language(country: str) -> str:
    return {"DE": "de", "AT": "de", "PL": "pl", "ID": "id"}.get(country, "en")
