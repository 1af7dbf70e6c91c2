"""The rules of a payment run: only what is open, to agreed accounts, of suppliers that are not blocked, and the sum is the sum."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from kantor.departments.treasury.own_accounts import same_account
from kantor.departments.treasury.payment_run.document import FIELDS, KEY, PAYMENTS
from kantor.engines.payments import is_sepa
from kantor.words import Answers, Ask, Finding, Reading, Rule, Severity
from kantor.words.field import Row, cell, number
from kantor.words.filled import filled

ROLES, CLIENT = Ask("ledger.account_roles", ()), Ask("access.client", ())
OWN_ACCOUNTS = Ask("treasury.own_accounts", ())
TRANSIT = "money_in_transit"


def state_of(reading: Reading) -> Ask:
    return Ask("treasury.payables", (reading.text("execute_on"), *(cell(row, "open_item_id") for row in reading.rows("payments"))))


def asks(reading: Reading) -> tuple[Ask, ...]:
    return (state_of(reading), ROLES, CLIENT, OWN_ACCOUNTS)


def amount(row: Row, key: str) -> Decimal:
    return number(cell(row, key)) or Decimal(0)


def _finding(key: str, field: str, severity: Severity = Severity.STOP, **evidence: Any) -> Finding:
    return Finding(key=f"{KEY}.{key}", severity=severity, field=field, evidence={name: str(value) for name, value in evidence.items()})


def own_account(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """The account that pays is one of the client's, kept in the currency that the file tells the bank."""
    client, own = answers.get(CLIENT) or {}, reading.text("own_iban")
    books = str(client.get("currency", ""))
    if not own or not books:
        return
    named = next((name for name in answers.get(OWN_ACCOUNTS) or () if same_account(name, own)), "")
    kept = set((answers.get(OWN_ACCOUNTS) or {}).get(named, ()))
    if same_account(own, str(client.get("own_iban", ""))):
        kept.add(books)
    currency = reading.text("own_currency") or books
    if not kept:
        yield _finding("account_unknown", "own_iban", Severity.LOOK, account=own)
    elif currency not in kept:
        yield _finding("account_kept_otherwise", "own_currency", account=own, currency=currency, kept=", ".join(sorted(kept)))


def sums(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    rows = reading.rows("payments")
    if not rows:
        yield _finding("empty", "payments")
    if not (answers.get(ROLES) or {}).get(TRANSIT):
        yield _finding("no_account", "payments", role=TRANSIT)
    total = sum((amount(row, "amount") for row in rows), Decimal(0))
    if reading.number("total") not in (None, total):
        yield _finding("wrong_total", "total", expected=total, found=reading.text("total"))
    on = reading.date("execute_on")
    if on is not None and on < today:
        yield _finding("day_has_passed", "execute_on", on=reading.text("execute_on"))


def each_payment(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """Every payment against the books as they are now, so that nothing changes between proposal and release unseen."""
    items = {str(item["open_item_id"]): item for item in answers.get(state_of(reading)) or ()}
    seen: set[str] = set()
    for index, row in enumerate(reading.rows("payments")):
        number_, field = cell(row, "open_item_id"), f"payments.{index}.amount"
        item = items.get(number_)
        if item is None or number_ in seen:
            yield _finding("nothing_open", field, creditor=cell(row, "creditor"), reference=cell(row, "reference"))
            continue
        seen.add(number_)
        taken = amount(row, "amount") + amount(row, "discount")
        still = Decimal(item["open"])
        if not (0 < taken <= still or still <= taken < 0):
            yield _finding("more_than_open", field, creditor=item["creditor"], open=item["open"], asked=taken)
        if not 0 <= amount(row, "discount") <= Decimal(item["discount"]):
            yield _finding("discount_too_large", f"payments.{index}.discount", creditor=item["creditor"], allowed=item["discount"])
        if not item["agreed"] or item["iban"] != cell(row, "iban"):
            yield _finding("account_not_agreed", f"payments.{index}.iban", creditor=item["creditor"], iban=cell(row, "iban"))
        if item["blocked"] or item["held_reason"]:
            yield _finding("held", field, creditor=item["creditor"], reason=item["held_reason"] or "blocked")
        if _needs_a_bank(reading, item):
            yield _finding("no_bank", f"payments.{index}.iban", creditor=item["creditor"], iban=item["iban"])
        if item["currency"] != reading.text("currency"):
            yield _finding("other_currency", field, creditor=item["creditor"], currency=item["currency"])


def _needs_a_bank(reading: Reading, item: Mapping[str, Any]) -> bool:
    """Whether the payment leaves the country without SEPA, and nobody said at which bank the creditor's account is."""
    own = reading.text("own_iban")
    ours, theirs = (number[:2] if number[:2].isalpha() else "" for number in (own, item["iban"]))
    return bool(own) and ours != theirs and not item["bic"] and not is_sepa(item["currency"], item["iban"], own)


def credits_set_off(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """A creditor is paid more than nothing, and all to one account where credits are set off."""
    items = {str(item["open_item_id"]): item for item in answers.get(state_of(reading)) or ()}
    sums: dict[int, Decimal] = {}
    ibans: dict[int, set[str]] = {}
    for row in reading.rows("payments"):
        if item := items.get(cell(row, "open_item_id")):
            party_id = item["party_id"]
            sums[party_id] = sums.get(party_id, Decimal(0)) + amount(row, "amount")
            ibans.setdefault(party_id, set()).add(item["iban"])
    with_credit = {item["party_id"] for item in items.values() if Decimal(item["open"]) < 0}
    for party_id in sorted(with_credit & sums.keys()):
        creditor = next(item["creditor"] for item in items.values() if item["party_id"] == party_id)
        if sums[party_id] <= 0:
            yield _finding("nothing_to_pay", "payments", creditor=creditor, amount=sums[party_id])
        if len(ibans[party_id]) > 1:
            yield _finding("several_accounts", "payments", creditor=creditor, ibans=", ".join(sorted(ibans[party_id])))


RULES = (
    filled(KEY, FIELDS, PAYMENTS),
    Rule(key=f"{KEY}.own_account", judge=own_account, asks=asks),
    Rule(key=f"{KEY}.sums", judge=sums, asks=asks),
    Rule(key=f"{KEY}.each_payment", judge=each_payment, asks=asks),
    Rule(key=f"{KEY}.credits_set_off", judge=credits_set_off, asks=asks),
)
