"""Tax numbers, checked with numbers that companies and offices publish about themselves."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kantor.countries import NATIONAL_IDS, check_national_id, check_tax_id, check_vat_id, normalised

PUBLISHED = re.findall(
    r"\w+",
    """
    ATU13585627 BE0403227515 BG121759222 CY10259033P CZ00177041 DE143454214 DE129274202 DE811569869 DK13585628 EE100931558 EL094014201
    ESA28015865 FI20774740 FR59542051180 GB727255821 HR27759560625 HU10625790 IE4749148U IT00905811006 LT119508113 LU26375245 LV40003032949
    MT15121333 NL004495445B01 PL7740001454 PL5250007738 PT500697256 RO1590082 SE556703748501 SE556042722001 SI10693360 SK2020317068
    XI110305878
    """,
)
WITHOUT_CHECK_DIGIT = {"CY10259033P", "SK2020317068"}


@pytest.mark.parametrize("vat_id", PUBLISHED)
def test_a_published_vat_id_holds(vat_id):
    assert check_vat_id(vat_id) == (True, vat_id, "")


@pytest.mark.parametrize("vat_id", ["DE143454215", "PL7740001455", "FR60542051180", "ATU13585628", "BE0403227516", "DK13585629"])
def test_a_wrong_check_digit_is_named(vat_id):
    assert check_vat_id(vat_id) == (False, vat_id, "checksum")


def test_every_member_state_and_northern_ireland_is_tried():
    prefixes = "AT BE BG CY CZ DE DK EE EL ES FI FR GB HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK XI"
    assert {vat_id[:2] for vat_id in PUBLISHED} == set(re.findall(r"\w+", prefixes))


@pytest.mark.parametrize(
    ("text", "reason"),
    [("", "empty"), ("   ", "empty"), ("GR094014201", "country_unknown"), ("US123456789", "country_unknown"), ("DE12", "length")],
)
def test_what_is_wrong_is_said(text, reason):
    assert check_vat_id(text).reason_key == reason


def test_blanks_dots_and_small_letters_do_not_matter():
    assert check_vat_id(" de 143.454-214 ").normalised == "DE143454214"


def test_a_nip_holds_with_and_without_its_prefix():
    for text in ("526-025-02-74", "5260250274", "PL 526 025 02 74"):
        assert check_tax_id(text, "PL").valid
    assert check_national_id("PL:NIP", "526-025-02-75").reason_key == "checksum"


@pytest.mark.parametrize("npwp", ["01.308.449.6-091.000", "01.000.013.1-093.000", "01.061.173.9-093.000"])
def test_an_npwp_holds_in_fifteen_and_sixteen_digits(npwp):
    fifteen = check_tax_id(npwp, "ID")
    sixteen = check_tax_id("0" + normalised(npwp), "ID")
    assert fifteen.valid
    assert sixteen.valid
    assert len(fifteen.normalised) == 15
    assert len(sixteen.normalised) == 16


def test_an_indonesian_person_is_taxed_under_the_nik():
    assert check_tax_id("3171011708450001", "ID").valid
    assert check_tax_id("3171013208450001", "ID").valid is False  # the 32nd day
    assert check_national_id("ID:NIK", "3171015708450001").valid  # women: day plus 40


def test_a_german_steuernummer_is_checked_for_its_build():
    assert check_tax_id("181/815/08155", "DE").valid
    assert check_tax_id("2893081508152", "DE").valid
    assert not check_tax_id("12/34", "DE").valid


def test_a_number_of_an_unknown_country_or_kind_is_not_judged():
    assert check_tax_id("123456789", "US").reason_key == "country_unknown"
    assert check_national_id("US:EIN", "123456789").reason_key == "kind_unknown"
    assert check_tax_id("", "FR").reason_key == "empty"


@given(st.sampled_from([vat_id for vat_id in PUBLISHED if vat_id not in WITHOUT_CHECK_DIGIT]), st.data())
def test_changing_one_digit_of_a_vat_id_never_passes_as_the_same_number(vat_id, data):
    place = data.draw(st.sampled_from([place for place, sign in enumerate(vat_id) if sign.isdigit() and place > 1]))
    digit = data.draw(st.sampled_from([digit for digit in "0123456789" if digit != vat_id[place]]))
    assert check_vat_id(vat_id[:place] + digit + vat_id[place + 1 :]).normalised != vat_id


@given(st.text(max_size=60), st.sampled_from(NATIONAL_IDS))
def test_no_text_makes_a_check_fail(text, kind):
    assert check_vat_id(text).valid in (True, False)
    assert check_national_id(kind, text).valid in (True, False)
