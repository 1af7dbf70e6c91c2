"""Cash discounts: what invoices offer, and what taking one takes off net and tax."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kantor.countries import DiscountTerm, TaxedAmount, parse_discount, take_discount


def read(text: str) -> list[tuple[int, str]]:
    return [(term.days, str(term.percent)) for term in parse_discount(text)]


def test_the_grammar_of_xrechnung_binds():
    text = "#SKONTO#TAGE=14#PROZENT=2.00#BASISBETRAG=1190.00#\n#SKONTO#TAGE=7#PROZENT=3.00#\nZahlbar 30 Tage netto"
    assert parse_discount(text) == [
        DiscountTerm(14, Decimal("2.00"), Decimal("1190.00"), True),
        DiscountTerm(7, Decimal("3.00"), None, True),
    ]


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("2 % Skonto bei Zahlung innerhalb 14 Tagen", [(14, "2")]),
        ("Zahlbar innerhalb von 10 Tagen mit 2% Skonto, 30 Tage netto", [(10, "2")]),
        ("3% Skonto innerhalb 8 Tagen, 2% innerhalb 14 Tagen, 30 Tage netto", [(8, "3"), (14, "2")]),
        ("Bei Zahlung innerhalb von 14 Tagen gewähren wir 3,00 % Skonto.", [(14, "3.00")]),
        ("Zahlungsziel 30 Tage. 2 % Skonto 10 Tage", [(10, "2")]),
        ("14 Tage 2 v.H. Skonto oder 30 Tage netto", [(14, "2")]),
        ("Bei Zahlung binnen 8 Tagen, 2,5 Prozent Skonto", [(8, "2.5")]),
        ("2/10 net 30", [(10, "2")]),
        ("2 % discount if paid within 10 days, net 30 days", [(10, "2")]),
        ("A cash discount of 1.5 percent is granted for payment within 7 days", [(7, "1.5")]),
        ("2% skonta przy płatności w ciągu 14 dni", [(14, "2")]),
        ("30 dni netto, skonto 1,5% przy zapłacie do 7 dni", [(7, "1.5")]),
        ("potongan 2% jika dibayar dalam 10 hari", [(10, "2")]),
        ("diskon 2,5 persen untuk pembayaran dalam 7 hari, neto 30 hari", [(7, "2.5")]),
    ],
)
def test_a_sentence_suggests_a_term(text, terms):
    assert read(text) == terms
    assert not any(term.stated for term in parse_discount(text))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Zahlbar sofort ohne Abzug.",
        "Zahlbar innerhalb 30 Tagen netto, 19 % MwSt",
        "Bei Verzug berechnen wir nach 30 Tagen 9 % Zinsen",
        "Skonto wird nicht gewährt",
        "Lieferung 2/10 am 30.05.",
        "Odsetki 8% po 14 dniach",
        "5 % Sicherheitseinbehalt für 90 Tage",
        "#SKONTO#TAGE=14#PROZENT=0.00#",
    ],
)
def test_other_terms_are_no_discount(text):
    assert parse_discount(text) == []


def test_a_discount_lowers_net_and_tax_by_the_same_share():
    charged = [TaxedAmount(Decimal(19), Decimal("100.00"), Decimal("19.00")), TaxedAmount(Decimal(7), Decimal("50.00"), Decimal("3.50"))]
    assert take_discount(DiscountTerm(14, Decimal(2), None, True), charged) == [
        TaxedAmount(Decimal(19), Decimal("2.00"), Decimal("0.38")),
        TaxedAmount(Decimal(7), Decimal("1.00"), Decimal("0.07")),
    ]


def test_a_base_amount_limits_the_discount():
    charged = [TaxedAmount(Decimal(19), Decimal("1000.00"), Decimal("190.00"))]
    assert take_discount(DiscountTerm(14, Decimal(2), Decimal("595.00"), True), charged) == [
        TaxedAmount(Decimal(19), Decimal("10.00"), Decimal("1.90"))
    ]


AMOUNTS = st.lists(
    st.builds(
        lambda net, rate: TaxedAmount(Decimal(rate), net, (net * rate / 100).quantize(Decimal("0.01"))),
        st.decimals(min_value=0, max_value=10**7, places=2),
        st.sampled_from([0, 5, 7, 16, 19, 23]),
    ),
    min_size=1,
    max_size=6,
)


@given(AMOUNTS, st.decimals(min_value="0.01", max_value="10", places=2))
def test_the_parts_add_up_to_the_discount_rounded_once(charged, percent):
    parts = take_discount(DiscountTerm(10, percent, None, True), charged)
    gross = sum(part.net + part.tax for part in charged)
    taken = sum(part.net + part.tax for part in parts)
    assert abs(taken - gross * percent / 100) <= Decimal("0.005")


@given(st.text(max_size=300))
def test_no_text_makes_the_reader_fail(text):
    for term in parse_discount(text):
        assert 0 < term.percent < 100
