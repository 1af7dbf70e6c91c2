"""Names are found without accents and stand in the order of the language's dictionary."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kantor.kit.text import fold, sort_key, squeeze, unaccent


def test_accents_are_folded() -> None:
    assert unaccent("Łódź, Müller & Weiß, Ærø") == "Lodz, Muller & Weiss, AEro"
    assert fold("  MÜLLER \t Straße ") == "muller strasse"
    assert squeeze(" a \n b ") == "a b"


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("de", ["Adler", "Äpfel", "Apfelbaum", "Arens", "Müller", "Mueller GmbH", "Zoll"]),
        ("pl", ["Cegła", "Czapla", "Ćwik", "Dąb", "Lis", "Łabędź", "Zając", "Źródło", "Żaba"]),
        ("id", ["Abadi", "abang", "PT Maju", "PT. Mandiri", "Zaitun"]),
    ],
)
def test_names_stand_in_the_order_of_the_dictionary(language: str, names: list[str]) -> None:
    expected = sorted(names, key=lambda name: sort_key(name, language))
    if language == "de":
        assert expected == ["Adler", "Äpfel", "Apfelbaum", "Arens", "Mueller GmbH", "Müller", "Zoll"]
    else:
        assert expected == names


@given(st.text(), st.sampled_from(["en", "de", "pl", "id"]))
def test_every_text_has_a_key_and_the_database_can_store_it(text: str, language: str) -> None:
    key = sort_key(text.replace("\x00", ""), language)
    assert "\x00" not in key


@given(st.text())
@example("𝕊")
@example("㎑")
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
