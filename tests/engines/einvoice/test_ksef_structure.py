"""Our structure of FA(3) says the same as the official schema, which the tests take from the wheel ufirma."""

import random
from importlib import resources
from pathlib import Path

import pytest
from lxml import etree
from tests.engines.einvoice import drafts
from tests.engines.einvoice.fa3_mutations import damage, grown
from tests.engines.einvoice.shared import shared_data

from kantor.engines.einvoice.readers import fa3_check
from kantor.engines.einvoice.writers import Draft, fa3

SAMPLES = Path(__file__).parent / "samples"
# Known differences: the schema processor refuses a moment without a zone that ends in white space, although white space collapses.
TOLERATED_SHARE = 0.001


@pytest.fixture(scope="module")
def schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(str(resources.files("jpk").joinpath("schemas/fa3/fa3.xsd"))))


def _tree(path: Path) -> etree._Element:
    return etree.parse(str(path), etree.XMLParser(remove_comments=True)).getroot()


def _disagreements(schema: etree.XMLSchema, trees: list[tuple[str, etree._Element]]) -> list[str]:
    wrong = []
    for name, tree in trees:
        valid, found = schema.validate(tree), fa3_check.check(tree)
        if valid == bool(found):
            wrong.append(f"{name}: schema {valid}, we {[(f.rule, f.path, f.evidence) for f in found[:2]]}")
    return wrong


def test_our_samples_have_the_structure_of_the_schema(schema: etree.XMLSchema) -> None:
    samples = sorted(SAMPLES.glob("fa3_*.xml"))
    assert samples
    assert _disagreements(schema, [(path.name, _tree(path)) for path in samples]) == []
    assert [path.name for path in samples if fa3_check.check(_tree(path))] == []


@pytest.mark.parametrize(
    "draft", [drafts.POLISH, drafts.POLISH_EURO, drafts.POLISH_ABROAD, drafts.POLISH_CORRECTION], ids=lambda draft: draft.number
)
def test_what_we_write_is_valid_by_the_schema(schema: etree.XMLSchema, draft: Draft) -> None:
    tree = etree.fromstring(fa3.write(draft))
    assert schema.validate(tree), schema.error_log.last_error


def test_files_grown_from_our_structure_are_valid_and_cover_every_element(schema: etree.XMLSchema) -> None:
    dice = random.Random(3)
    names: set[str] = set()
    for _ in range(150):
        tree = grown(dice)
        assert schema.validate(tree), schema.error_log.last_error
        assert fa3_check.check(tree) == []
        names |= {etree.QName(element).localname for element in tree.iter()}
    assert names == fa3_check.load().names | {"Faktura"}


@pytest.mark.parametrize("seed", [1, 2])
def test_damaged_files_get_the_verdict_of_the_schema(schema: etree.XMLSchema, seed: int) -> None:
    dice = random.Random(seed)
    trees = [grown(dice) for _ in range(40)] + [_tree(path) for path in sorted(SAMPLES.glob("fa3_*.xml"))]
    damaged = [damage(tree, dice) for tree in trees for _ in range(25)]
    wrong = _disagreements(schema, damaged)
    print(f"fa3 structure: {len(damaged) - len(wrong)} of {len(damaged)} damaged files judged as the schema does")
    assert len(wrong) <= TOLERATED_SHARE * len(damaged), wrong


def test_damaged_official_examples_get_the_verdict_of_the_schema(schema: etree.XMLSchema) -> None:
    examples = sorted((shared_data() / "ksef-fa3" / "official-examples").glob("*.xml"))
    dice = random.Random(7)
    damaged = [damage(_tree(path), dice) for path in examples for _ in range(120)]
    wrong = _disagreements(schema, damaged)
    print(f"fa3 structure: {len(damaged) - len(wrong)} of {len(damaged)} damaged official examples judged as the schema does")
    assert len(wrong) <= TOLERATED_SHARE * len(damaged), wrong


@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00+14:00", "9999-12-31T24:00:00Z"])
def test_a_moment_at_the_edge_of_the_calendar_is_refused_as_the_schema_refuses_it(schema: etree.XMLSchema, moment: str) -> None:
    tree = etree.fromstring(fa3.write(drafts.POLISH))
    (made,) = tree.xpath("//*[local-name() = 'DataWytworzeniaFa']")
    made.text = moment
    assert not schema.validate(tree)
    assert fa3_check.check(tree)
