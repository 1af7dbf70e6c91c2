"""Suppliers are told by their numbers first and suggested by their names only; bank accounts count by the day."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from itertools import count
from typing import Any

import pytest

from kantor.spine import access, parties
from kantor.spine.access import acting
from kantor.words import Ask, Refusal
from kantor.words.party import Account, NewParty

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
TODAY = AT.date()
FIRST = date(2026, 1, 1)
IBAN, OTHER_IBAN, THIRD_IBAN = "DE89370400440532013000", "PL61109010140000071219812874", "DE02120300000000202051"
NUMBERS = count(1)


@pytest.fixture
def client(database: None) -> int:
    new = access.NewClient(
        code=f"parties-{next(NUMBERS)}", name="Acme", country="DE", currency="EUR", language="de", chart="skr03", from_on=FIRST
    )
    return access.create_client(new, at=AT)


def create(client: int, *given: NewParty) -> list[int]:
    with acting(clients=(client,), person_id=None, at=AT) as actor:
        return parties.create_parties(given, actor)


def supplier(name: str, **values: Any) -> NewParty:
    return NewParty(**{"name": name, "country": "DE", "from_on": FIRST, **values})


def ask(client: int, *abouts: Sequence[str], question: str = "parties.supplier", on: date = TODAY) -> list[Any]:
    asks = [Ask(question, tuple(about)) for about in abouts]
    with acting(clients=(client,), person_id=None, at=AT):
        answers = parties.ANSWERS[question](asks, on)
    return [answers[one] for one in asks]


def test_a_supplier_is_told_by_vat_id_then_iban_then_tax_number(client: int) -> None:
    (first, second, third) = create(
        client,
        supplier("Alpha GmbH", identifiers=(("vat", "DE 129 273 398"),)),
        supplier("Beta AG", accounts=(Account(IBAN),)),
        supplier("Gamma", identifiers=(("tax", "21/815/08150"),)),
    )
    found = ask(
        client,
        ("DE129273398", IBAN, "", "Beta AG"),
        ("", "DE89 3704 0044 0532 0130 00", "2181508150", ""),
        ("", "", "21 815 08150", "Alpha GmbH"),
        ("DE999999999", "", "", "Somebody else entirely"),
    )
    assert [(answer or {}).get("id") for answer in found] == [first, second, third, None]
    assert [answer["matched_by"] for answer in found[:3]] == ["vat_id", "iban", "tax_number"]


def test_a_polish_vat_id_and_its_nip_are_the_same_number(client: int) -> None:
    (by_vat, by_nip) = create(
        client,
        supplier("Pierwszy", country="PL", identifiers=(("vat", "PL5260001246"),)),
        supplier("Drugi", country="PL", identifiers=(("nip", "7272445205"),)),
    )
    found = ask(client, ("", "", "526-000-12-46", ""), ("PL7272445205", "", "", ""))
    assert [answer["id"] for answer in found] == [by_vat, by_nip]


def test_an_npwp_of_fifteen_and_of_sixteen_digits_are_the_same_number(client: int) -> None:
    (known,) = create(client, supplier("PT Satu", country="ID", identifiers=(("npwp", "01.312.166.0-091.000"),)))
    assert [answer["id"] for answer in ask(client, ("", "", "0013121660091000", ""), ("", "", "013121660091000", ""))] == [known, known]


def test_a_name_alone_only_suggests(client: int) -> None:
    (known, _) = create(
        client, supplier("Müller & Söhne GmbH & Co. KG", identifiers=(("alias", "Schraubenkönig"),)), supplier("Nordwind AG")
    )
    by_name, by_alias, nobody = ask(client, ("", "", "", "Mueller und Soehne"), ("", "", "", "SCHRAUBENKOENIG GmbH"), ("", "", "", "Zyx"))
    for answer in (by_name, by_alias):
        assert [party["id"] for party in answer["suggested"]] == [known]
        assert "id" not in answer
        assert 40 <= answer["suggested"][0]["likeness"] <= 100
    assert nobody is None


def test_of_two_with_one_vat_id_the_bank_account_decides_then_the_name(client: int) -> None:
    vat = (("vat", "DE129273398"),)
    (north, south) = create(
        client,
        supplier("Nord GmbH", identifiers=vat, accounts=(Account(IBAN),)),
        supplier("Sued GmbH", identifiers=vat, accounts=(Account(OTHER_IBAN),)),
    )
    found = ask(client, ("DE129273398", OTHER_IBAN, "", ""), ("DE129273398", "", "", "Sued GmbH"), ("DE129273398", "", "", ""))
    assert [answer["id"] for answer in found] == [south, south, north]


def test_a_supplier_of_another_client_is_never_found(client: int) -> None:
    other = access.create_client(
        access.NewClient(
            code=f"parties-{next(NUMBERS)}", name="Other", country="DE", currency="EUR", language="de", chart="skr03", from_on=FIRST
        ),
        at=AT,
    )
    create(other, supplier("Geheim und Vertraulich GmbH", identifiers=(("vat", "DE129273398"),), accounts=(Account(IBAN),)))
    assert ask(client, ("DE129273398", IBAN, "", "Geheim und Vertraulich GmbH")) == [None]
    with acting(clients=(client,), person_id=None, at=AT):
        assert parties.search("geheim") == []
    with acting(clients=(client, other), person_id=None, at=AT):
        assert [row.name for row in parties.search("geheim vertraulich")] == ["Geheim und Vertraulich GmbH"]


def test_a_customer_is_no_supplier(client: int) -> None:
    create(client, supplier("Kunde GmbH", role="customer", identifiers=(("vat", "DE129273398"),)))
    assert ask(client, ("DE129273398", "", "", "Kunde GmbH")) == [None]


def test_a_bank_account_counts_from_its_first_day_on(client: int) -> None:
    (known,) = create(client, supplier("Alpha", from_on=date(2026, 2, 1), accounts=(Account(IBAN, "COBADEFFXXX", "Alpha"),)))
    about = (str(known),)
    (before,) = ask(client, about, question="parties.bank_accounts", on=date(2026, 1, 31))
    (after,) = ask(client, about, question="parties.bank_accounts", on=date(2026, 2, 1))
    assert before == []
    assert after == [{"iban": IBAN, "bic": "COBADEFFXXX", "holder": "Alpha", "from_on": "2026-02-01", "until_on": None}]


def test_the_personal_account_is_answered_and_unknown_parties_are_nothing(client: int) -> None:
    (known,) = create(client, supplier("Alpha", account="70001"))
    assert ask(client, (str(known),), ("999999999",), ("",), question="parties.payable_account") == ["70001", None, None]
    assert ask(client, ("",), question="parties.bank_accounts") == [[]]
    assert [answer and answer["name"] for answer in ask(client, (str(known),), ("x",), question="parties.party")] == ["Alpha", None]


def test_free_numbers_are_given_out_in_order_beside_chosen_ones(client: int) -> None:
    ids = create(client, supplier("A"), supplier("B", number="70001"), supplier("C"), supplier("D", role="customer"))
    with acting(clients=(client,), person_id=None, at=AT):
        rows = parties.parties(ids)
    assert [rows[party_id].number for party_id in ids] == ["70000", "70001", "70002", "10000"]
    (more,) = create(client, supplier("E"))
    with acting(clients=(client,), person_id=None, at=AT):
        assert parties.parties([more])[more].number == "70003"


def test_a_taken_number_is_refused_and_nothing_is_written(client: int) -> None:
    create(client, supplier("A", number="K-1"))
    with pytest.raises(Refusal, match="number_taken"):
        create(client, supplier("B", number="K-2"), supplier("C", number="K-1"))
    with pytest.raises(Refusal, match="number_taken"):
        create(client, supplier("B", number="K-3"), supplier("C", number="K-3"))
    with acting(clients=(client,), person_id=None, at=AT):
        assert set(parties.numbers_known(client, "supplier", ["K-1", "K-2", "K-3"])) == {"K-1"}


@pytest.mark.parametrize(
    ("values", "field", "reason"),
    [
        ({"identifiers": (("vat", "DE129273399"),)}, "vat", "checksum"),
        ({"identifiers": (("nip", "5260001247"),)}, "nip", "checksum"),
        ({"identifiers": (("gln", "4012345000010"),)}, "gln", "checksum"),
        ({"identifiers": (("shoe_size", "44"),)}, "scheme", "unknown"),
        ({"accounts": (Account("DE89370400440532013001"),)}, "iban", "checksum"),
        ({"accounts": (Account(IBAN, "COBA"),)}, "bic", "length"),
        ({"name": "  "}, "name", "empty"),
    ],
)
def test_wrong_numbers_are_named_and_refused(client: int, values: dict[str, Any], field: str, reason: str) -> None:
    wrong = supplier(**{"name": "Wrong", **values})
    assert [(fault.field, fault.reason) for fault in parties.faults_of(wrong)] == [(field, reason)]
    with pytest.raises(Refusal, match="number_wrong"):
        create(client, wrong)


def test_right_numbers_and_local_accounts_pass() -> None:
    right = supplier(
        "PT Benar",
        country="ID",
        identifiers=(("npwp", "013121660091000"), ("gln", "4012345000009"), ("vat", "CHE123456788"), ("registration", "HRB 1")),
        accounts=(Account("1234567890"),),
    )
    assert parties.faults_of(right) == []


def test_names_are_listed_in_the_order_of_the_clients_language_page_by_page(client: int) -> None:
    create(client, supplier("Zebra"), supplier("Äpfel"), supplier("apfel"), supplier("Birne"))
    with acting(clients=(client,), person_id=None, at=AT):
        first = parties.listed([client], at_most=3)
        rest = parties.listed([client], after=first[-1].sort_key)
    names = [row.name for row in first + rest]
    assert names[2:] == ["Birne", "Zebra"]
    assert set(names[:2]) == {"Äpfel", "apfel"}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Müller & Söhne GmbH & Co. KG", "muller sohne"),
        ("ŁÓDŹ-Trans Sp. z o.o.", "lodz trans"),
        ("PT. Maju Jaya Tbk", "maju jaya"),
        ("Kowalski S.A.", "kowalski"),
        ("GmbH", "gmbh"),
        ("Mueller und Soehne", "muller sohne"),
    ],
)
def test_names_are_compared_without_accents_and_legal_forms(name: str, expected: str) -> None:
    assert parties.comparable(name) == expected
