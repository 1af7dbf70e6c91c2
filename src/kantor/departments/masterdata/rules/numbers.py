"""Bank accounts and tax numbers that can be right, and suppliers that are known."""

from collections.abc import Iterable, Iterator
from datetime import date

from kantor.countries import check_bic, check_iban, check_tax_id, check_vat_id, electronic_iban, vat_prefix
from kantor.departments.masterdata.rules.filled import look, stop
from kantor.words import Answers, Ask, Finding, Reading, Rule


def party(reading: Reading) -> Ask:
    return Ask("parties.party", (reading.text("party_id"),))


def supplier_with(*, vat_id: str = "", iban: str = "", tax_number: str = "", name: str = "") -> Ask:
    """Whom these numbers, or else this name, tell."""
    return Ask("parties.supplier", (vat_id, iban, tax_number, name))


def not_there_yet(key: str, role: str) -> Rule:
    """A rule that a new supplier or customer is none of those that are there: the same VAT id, tax number or account is the same party; a
    name that is like another's is looked at."""

    def same(reading: Reading) -> Ask:
        return Ask(f"parties.{role}", tuple(reading.text(field) for field in ("vat_id", "iban", "tax_number", "name")))

    def judge(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
        found = answers.get(same(reading)) or {}
        if found.get("id"):
            yield stop(f"{role}_exists", found["matched_by"], name=found["name"], number=found["number"])
        elif found.get("suggested"):
            yield look(f"{role}_similar", "name", names=", ".join(party["name"] for party in found["suggested"]))

    return Rule(key=f"{key}.not_there_yet", judge=judge, asks=lambda reading: (same(reading),))


def wrong_tax_numbers(reading: Reading, fields: Iterable[str]) -> Iterator[Finding]:
    """Those of the fields whose number cannot be right in the supplier's country, by its prefix, length, form or check digit."""
    country = reading.text("country").upper()
    for field in fields:
        if text := reading.text(field):
            if field == "vat_id" and _lacks_its_prefix(text, country):
                yield stop("vat_id_without_prefix", field, number=text, prefix=vat_prefix(country))
                continue
            check = check_tax_id(text, country)
            if not check.valid and check.reason_key != "country_unknown":
                yield stop("tax_id_invalid", field, number=text, reason=f"countries.check.{check.reason_key}")


def _lacks_its_prefix(text: str, country: str) -> bool:
    """A VAT id is known by its prefix, as on every invoice; a Pole without one has an NIP."""
    has_prefix = check_vat_id(f"{vat_prefix(country)}0").reason_key != "country_unknown"
    return has_prefix and country != "PL" and check_vat_id(text).reason_key == "country_unknown"


def bank_numbers(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """An IBAN has its country's length and check digits; a local account number is digits only."""
    iban, bic = electronic_iban(reading.text("iban")), reading.text("bic")
    check = check_iban(iban)
    if iban and not check.valid and not iban.isdigit():
        yield stop("iban_invalid", "iban", iban=iban, reason=f"countries.check.{check.reason_key}")
    if bic and not check_bic(bic).valid:
        yield stop("bic_invalid", "bic", bic=bic)


def _known_party(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    found = answers.get(party(reading))
    if reading.text("party_id") and not found:
        yield stop("supplier_unknown", "party_id", supplier=reading.text("party_id"))
    elif found and found["blocked"]:
        yield look("supplier_blocked", "party_id", name=found["name"])


known_party = Rule(key="masterdata.known_party", judge=_known_party, asks=lambda reading: (party(reading),))
