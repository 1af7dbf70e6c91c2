"""The report on a file: plain data for JSON, in the reader's language, for any file whatever."""

import json
import random
from copy import deepcopy
from pathlib import Path

import pytest
from lxml import etree

from kantor.engines.einvoice import report
from kantor.engines.einvoice.messages import LANGUAGES

_SAMPLE = (Path(__file__).parent / "samples" / "ubl_invoice.xml").read_bytes()


def test_a_valid_invoice_is_reported_with_its_business_terms() -> None:
    told = report(_SAMPLE, "re-2026-0417.xml", "en")
    assert {key: told[key] for key in ("file", "syntax", "kind", "profile", "valid", "findings")} == {
        "file": "re-2026-0417.xml",
        "syntax": "UBL",
        "kind": "Invoice",
        "profile": "en16931",
        "valid": True,
        "findings": [],
    }
    model = told["model"]
    assert model["BT-1"] == "RE-2026-0417"
    assert model["BG-4"][0]["BT-34-1"] == "EM"
    assert (model["BT-112"], model["BG-25"][0]["BG-29"][0]["BT-146"]) == ("418.9", "20")
    assert model["BG-25"][2]["BG-30"] == [{"BT-151": "K", "BT-152": "0"}]
    assert model["BG-24"][0]["BT-125"] == "sha256:4e0b517c523bfda1add3392ab923eba3e18a61b8e184b847e40a13bbcd01c8b7"
    assert not [key for key in model if key.startswith(("UBL-", "CII-", "XML-"))]
    assert json.loads(json.dumps(told)) == told


def test_a_finding_says_rule_severity_place_and_reason() -> None:
    told = report(_SAMPLE.replace(b">350.00<", b">350.01<"), "wrong.xml", "de")
    assert told["valid"] is False
    assert {
        "rule": "BR-CO-10",
        "severity": "fatal",
        "path": "/Invoice/cac:LegalMonetaryTotal/cbc:LineExtensionAmount",
        "message": "Die Summe der Positionsbeträge netto (BT-106) lautet 350.01; die Positionen ergeben 350.00.",
    } in told["findings"]


def test_the_rule_sets_can_be_chosen() -> None:
    assert report(_SAMPLE.replace(b">350.00<", b">350.01<"), "wrong.xml", "en", rule_sets=())["findings"] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("data", [b"", b"%PDF-1.7 broken", b"\x00\x01", b"<a/>", b"PK\x03\x04", "żółć".encode("utf-16")])
def test_an_unreadable_file_gives_one_finding_and_no_exception(data: bytes, language: str) -> None:
    told = report(data, "noise.bin", language)
    assert told["syntax"] is None
    assert told["model"] is None
    [finding] = told["findings"]
    assert (finding["rule"], finding["severity"]) == ("KANTOR-UNREADABLE", "fatal")
    assert finding["message"]
    assert "KANTOR" not in finding["message"]


def test_a_defect_of_ours_is_reported_instead_of_raised() -> None:
    told = report(_SAMPLE, "re.xml", "en", rule_sets=("NO-SUCH-SET",))
    assert [finding["rule"] for finding in told["findings"]] == ["KANTOR-FAILED"]


def test_no_damage_to_an_invoice_breaks_the_check() -> None:
    """Elements dropped, doubled, emptied or filled with nonsense, from a fixed seed: there is a finding, never a defect."""
    chance = random.Random(20260417)
    for _ in range(300):
        root = etree.fromstring(_SAMPLE)
        for _ in range(chance.randint(1, 5)):
            _damage(chance, chance.choice(list(root.iter("{*}*"))))
        told = report(etree.tostring(root), "damaged.xml", chance.choice(LANGUAGES))
        assert not [finding for finding in told["findings"] if finding["rule"] == "KANTOR-FAILED" or finding["message"] == finding["rule"]]
        json.dumps(told)


_NONSENSE = ("", "-", "..", "NaN", "1e9", "9" * 60, "-1", "0", "S", "O", "{x}", "1,5", "2026-13-45", "٣", "%s")


def _damage(chance: random.Random, element: etree._Element) -> None:
    parent = element.getparent()
    kind = chance.randrange(4)
    if kind == 0 or parent is None:
        element.text = chance.choice(_NONSENSE)
    elif kind == 1:
        parent.remove(element)
    elif kind == 2:
        parent.append(deepcopy(element))
    else:
        element.set(chance.choice(("schemeID", "currencyID", "unitCode", "mimeCode", "name")), chance.choice(_NONSENSE))
        element.append(etree.ProcessingInstruction("page", "break"))
