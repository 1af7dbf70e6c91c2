"""IBAN and BIC, with the examples of the IBAN registry."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kantor.countries import as_iban, check_bic, check_iban, electronic_iban, iban_length, printed_iban

REGISTRY = re.findall(
    r"\w+",
    """
    AT611904300234573201 BE68539007547034 BG80BNBG96611020345678 CH9300762011623852957 CY17002001280000001200527600 CZ6508000000192000145399
    DE89370400440532013000 DK5000400440116243 EE382200221020145685 ES9121000418450200051332 FI2112345600000785 FR1420041010050500013M02606
    GB29NWBK60161331926819 GR1601101250000000012300695 HR1210010051863000160 HU42117730161111101800000000 IE29AIBK93115212345678
    IT60X0542811101000000123456 LI21088100002324013AA LT121000011101001000 LU280019400644750000 LV80BANK0000435195001
    MT84MALT011000012345MTLCAST001S NL91ABNA0417164300 NO9386011117947 PL61109010140000071219812874 PT50000201231234567890154
    QA58DOHB00001234567890ABCDEFG RO49AAAA1B31007593840000 SA0380000000608010167519 SE4550000000058398257466 SI56263300012039086
    SK3112000000198742637541 TR330006100519786457841326 UA213223130000026007233566001
    """,
)


@pytest.mark.parametrize("iban", REGISTRY)
def test_an_example_of_the_registry_holds(iban):
    assert check_iban(iban) == (True, iban, iban[:2], "")
    assert iban_length(iban[:2]) == len(iban)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        ("DE88370400440532013000", "checksum"),
        ("DE8937040044053201300", "length"),
        ("US89370400440532013000", "country_unknown"),
        ("PL6110901014000007121981287X", "format"),
        ("12345678", "format"),
        ("BE41539007547035", "national_checksum"),
    ],
)
def test_what_is_wrong_is_said(text, reason):
    check = check_iban(text)
    assert not check.valid
    assert check.reason_key == reason


def test_paper_and_payment_file_write_the_same_account():
    assert printed_iban("de89370400440532013000") == "DE89 3704 0044 0532 0130 00"
    assert electronic_iban("IBAN: DE89 3704 0044 0532 0130 00") == "DE89370400440532013000"


def test_a_polish_account_is_written_without_its_country_at_home():
    assert as_iban("61 1090 1014 0000 0712 1981 2874", "PL") == "PL61109010140000071219812874"
    assert as_iban("61 1090 1014 0000 0712 1981 2874", "DE") == "61109010140000071219812874"
    assert as_iban("DE89 3704 0044 0532 0130 00", "PL") == "DE89370400440532013000"


def test_indonesia_has_no_iban():
    assert iban_length("ID") is None


@pytest.mark.parametrize(
    ("text", "valid", "reason"),
    [
        ("COBADEFFXXX", True, ""),
        ("cobadeff", True, ""),
        ("BREXPLPWMBK", True, ""),
        ("COBADEF", False, "length"),
        ("COBA1EFF", False, "format"),
    ],
)
def test_a_bic_has_eight_or_eleven_signs(text, valid, reason):
    check = check_bic(text)
    assert (check.valid, check.reason_key) == (valid, reason)


@given(st.sampled_from(REGISTRY), st.data())
def test_one_changed_digit_and_two_swapped_digits_are_always_found(iban, data):
    digits = [place for place, sign in enumerate(iban) if sign.isdigit() and place > 3]
    place = data.draw(st.sampled_from(digits))
    other = data.draw(st.sampled_from([digit for digit in "0123456789" if digit != iban[place]]))
    assert not check_iban(iban[:place] + other + iban[place + 1 :]).valid
    if place + 1 in digits and iban[place] != iban[place + 1]:
        assert not check_iban(iban[:place] + iban[place + 1] + iban[place] + iban[place + 2 :]).valid


@given(st.text(max_size=50))
def test_no_text_makes_the_check_fail(text):
    assert check_iban(text).valid in (True, False)
    assert check_bic(text).valid in (True, False)
