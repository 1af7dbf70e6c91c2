"""MT940 and MT942 say what the banks meant: in our own samples, and in 51 real files with the values another reader found in them."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.engines.statements.samples import DUTCH, GERMAN, INTRADAY, POLISH

from kantor.engines.statements import Statement, read_mt940
from kantor.kit.money import Money
from kantor.words import Unreadable

A_MESSAGE_OF_THE_BANK = "what follows MTLG: is the bank's message, not the end of our reference or of the purpose"
BOTH_PURPOSES = "sub-fields 60 to 63 go on with the purpose; nothing of it is lost"
DIFFERENCES: dict[str, dict[str, str]] = {
    "betterplace/sepa_mt9401": {
        "amount": "RC is a credit taken back, so money out: only then do the balances add up",
        "end_to_end_reference": A_MESSAGE_OF_THE_BANK,
        "purpose": A_MESSAGE_OF_THE_BANK,
    },
    "betterplace/sepa_snippet": {"end_to_end_reference": A_MESSAGE_OF_THE_BANK},
    "betterplace/sepa_snippet_broken": {"refused": "details stand in a field for the account, behind a booking: the file is damaged"},
    "self-provided/gv_codes": {"purpose": "the name that runs over into the purpose is kept in front of it"},
    "self-provided/invalid_statement": {"refused": "nothing but numbers; the other reader finds nothing either"},
    "self-provided/malformed_details": {"purpose": BOTH_PURPOSES},
    "self-provided/multiline": {"purpose": BOTH_PURPOSES, "account_identification": "the other reader cuts the account's name short"},
    "self-provided/overly_long_details": {"purpose": BOTH_PURPOSES},
    "self-provided/raphaelm": {
        "final_closing_balance": "no currency stands there; the other reader takes the first digits for it",
        "intermediate_closing_balance": "the same",
    },
    "self-provided/transaction_details_wrapped": {"purpose": BOTH_PURPOSES},
}
"""By file and field, why we read another value."""
BALANCES = {
    "final_opening_balance": "opening",
    "final_closing_balance": "closing",
    "intermediate_opening_balance": "opening",
    "intermediate_closing_balance": "closing",
    "available_balance": "available",
}
HEADS = {"account_identification": "account", "statement_number": "number", "sequence_number": "page", "transaction_reference": "reference"}


class Expected(yaml.SafeLoader):
    """Reads the other reader's objects as plain values: mappings, decimals, days."""


def _object(loader: Any, suffix: str, node: yaml.Node) -> Any:
    if isinstance(node, yaml.MappingNode):
        return _mapping(loader, node)
    if not isinstance(node, yaml.SequenceNode):
        return loader.construct_scalar(node)
    values = loader.construct_sequence(node, deep=True)
    if suffix.endswith("Decimal"):
        return Decimal(values[0])
    if suffix.endswith("models.Date"):
        high, low, month, day = values[0][:4]
        return date(high * 256 + low, month & 127, day)
    return values


def _mapping(loader: Any, node: yaml.MappingNode) -> Iterator[dict[str, Any]]:
    found: dict[str, Any] = {}
    yield found  # filled afterwards, because a line points back to its statement
    found.update(loader.construct_mapping(node))


Expected.add_multi_constructor("tag:yaml.org,2002:python/", _object)


def read(text: str) -> Statement:
    (statement,) = read_mt940(text.encode())
    return statement


def bare(text: str | None) -> str:
    return "".join((text or "").split()).replace("NONREF", "")


def differing(expected: dict[str, Any], statements: Sequence[Statement]) -> set[str]:
    """The fields in which we read something else."""
    lines = [line for statement in statements for line in statement.lines]
    found = [one["data"] for one in expected["transactions"] if "amount" in one["data"]]
    wrong = {"count"} if len(found) != len(lines) else set()
    for told, line in zip(found, lines, strict=False):
        amount = told["amount"]["amount"] if isinstance(told["amount"], dict) else told["amount"]
        same = {
            "amount": amount == line.amount.amount,
            "date": told["date"] == line.value_on,
            "entry_date": told.get("entry_date", line.booked_on) == line.booked_on,
        }
        ours = {
            "bank_reference": line.bank_reference,
            "end_to_end_reference": line.end_to_end_id,
            "applicant_iban": line.iban,
            "applicant_name": line.name,
            "applicant_bin": line.bic,
            "applicant_creditor_id": line.creditor_id,
            "posting_text": line.text,
            "transaction_code": line.code,
            "purpose": "".join(line.remittance),
        }
        same |= {key: not bare(told.get(key)) or bare(told[key]) == bare(text) for key, text in ours.items()}
        wrong |= {key for key, is_same in same.items() if not is_same}
    return wrong | set(_heads_differing(expected["data"], statements))


def _heads_differing(expected: dict[str, Any], statements: Sequence[Statement]) -> Iterator[str]:
    for key, ours in BALANCES.items():
        if told := expected.get(key):
            wanted = (told["amount"]["amount"], told["amount"]["currency"], told["date"])
            held = [getattr(one, ours) for one in statements]
            if wanted not in [(one.amount.amount, one.amount.currency, one.on) for one in held if one]:
                yield key
    for key, ours in HEADS.items():
        if expected.get(key) and expected[key] not in [getattr(one, ours) for one in statements]:
            yield key


def test_all_51_files_say_what_another_reader_found_but_for_what_is_explained(shared_data: Path) -> None:
    files = sorted((shared_data / "mt940").glob("*/*.sta"))
    assert len(files) == 51
    found: dict[str, set[str]] = {}
    for file in files:
        name = f"{file.parent.name}/{file.stem}"
        expected = yaml.load(file.with_suffix(".yml").read_text("utf-8"), Expected)
        try:
            found[name] = differing(expected, read_mt940(file.read_bytes()))
        except Unreadable:
            found[name] = {"refused"}
    assert {name: fields for name, fields in found.items() if fields} == {name: set(told) for name, told in DIFFERENCES.items()}


def test_a_damaged_file_is_refused_with_its_line(shared_data: Path) -> None:
    with pytest.raises(Unreadable) as refused:
        read_mt940((shared_data / "mt940/betterplace/sepa_snippet_broken.sta").read_bytes())
    assert (refused.value.key, refused.value.evidence["line"]) == ("statements.damaged_line", "6")


def test_german_details_are_told_apart() -> None:
    statement = read(GERMAN)
    money_in, fee = statement.lines
    assert (statement.account, statement.number, statement.page) == ("37040044/0532013000", "00012", "001")
    assert statement.opening
    assert statement.closing
    assert (statement.opening.amount, statement.closing.amount) == (Money.of("1000", "EUR"), Money.of("1106.50", "EUR"))
    assert (money_in.amount, money_in.end_to_end_id, money_in.bank_reference) == (Money.of("119.00", "EUR"), "E2E-7", "B-1")
    assert (money_in.name, money_in.iban, money_in.bic) == ("Nordlicht Handel GmbH", "DE02120300000000202051", "COBADEFFXXX")
    assert money_in.remittance == ("Rechnung RE-2026-1 vielen Dank",)
    assert (fee.amount, fee.text, fee.remittance) == (Money.of("-12.50", "EUR"), "ENTGELT", ("Kontofuehrung", "Februar"))


def test_polish_details_are_told_apart() -> None:
    transfer, collected = read(POLISH).lines
    assert (transfer.amount, transfer.name) == (Money.of("-123", "PLN"), "Papier Sp. z o.o.")
    assert (transfer.iban, transfer.remittance) == ("PL27114020040000300201355387", ("Faktura FV/12/2026", "czesc 1"))
    assert (collected.name, collected.iban, collected.remittance) == ("JAN NOWAK", "27114020040000300201355387", ("PRZELEW",))


def test_dutch_details_are_told_apart() -> None:
    (line,) = read(DUTCH).lines
    assert (line.end_to_end_id, line.mandate, line.creditor_id) == ("E2E-9", "M-1", "NL12ZZZ1")
    assert (line.name, line.iban, line.remittance) == ("Jansen BV", "NL02ABNA0123456789", ("Factuur 44",))


def test_an_intraday_report_is_not_final_and_a_reversed_debit_is_money_in() -> None:
    statement = read(INTRADAY)
    assert (statement.format, statement.is_final) == ("mt942", False)
    assert statement.lines[0].amount == Money.of("20.00", "EUR")


@pytest.mark.parametrize(
    ("change", "line", "field"),
    [((":61:2603020302CR119,00", ":61:2603020302CRxx"), "5", ":61:"), (("EUR1106,50", "USD1106,50"), "10", ":62F:")],
)
def test_a_field_that_cannot_be_read_is_named_with_its_line(change: tuple[str, str], line: str, field: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read(GERMAN.replace(*change))
    assert (refused.value.evidence["line"], refused.value.evidence["field"]) == (line, field)
