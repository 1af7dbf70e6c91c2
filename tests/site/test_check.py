"""`kantor check`: a tool that stores nothing, for everybody who sends or receives electronic invoices."""

from pathlib import Path

import pytest
from tests.benchmarks.invoices import drafts
from tests.site.command import kantor, told

from kantor.engines.einvoice.writers import cii, ubl


@pytest.fixture
def good(tmp_path: Path) -> Path:
    (draft,) = drafts(1)
    path = tmp_path / "good.xml"
    path.write_bytes(ubl.write(draft))
    return path


def test_a_good_invoice_ends_with_status_0_and_its_model(good: Path) -> None:
    status, (line,) = told("check", good, "--json")
    assert status == 0
    assert {"file", "syntax", "profile", "findings", "model"} <= set(line)
    assert (line["syntax"], line["findings"]) == ("UBL", [])
    assert line["model"]["BT-1"] == "RE-0000000"


def test_a_broken_rule_ends_with_status_1_and_names_it(good: Path) -> None:
    good.write_bytes(good.read_bytes().replace(b"<cbc:BuyerReference>EK-1</cbc:BuyerReference>", b""))
    status, (line,) = told("check", good, "--json", "--language", "de")
    assert status == 1
    (finding,) = [finding for finding in line["findings"] if finding["severity"] == "fatal"]
    assert finding["rule"] == "BR-DE-15"
    assert finding["message"]


def test_a_file_that_is_no_invoice_ends_with_status_2(tmp_path: Path) -> None:
    (tmp_path / "menu.xml").write_text("<menu/>")
    status, (line,) = told("check", tmp_path / "menu.xml", "--json")
    assert (status, line["syntax"], line["model"]) == (2, None, None)


def test_the_worst_of_several_files_decides(good: Path, tmp_path: Path) -> None:
    status, lines = told("check", good, tmp_path / "missing.xml", "--json")
    assert status == 2
    assert [line["file"] for line in lines] == [str(good), str(tmp_path / "missing.xml")]


def test_the_list_of_files_may_come_from_standard_input(good: Path, tmp_path: Path) -> None:
    (draft,) = drafts(1, first=7)
    other = tmp_path / "other.xml"
    other.write_bytes(cii.write(draft))
    result = kantor("check", "--files-from", "-", "--json", stdin=f"{good}\n{other}\n")
    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) == 2


def test_people_read_lines_of_text(good: Path) -> None:
    assert "0 fatal" in kantor("check", good).stdout


def test_no_file_at_all_is_told() -> None:
    assert kantor("check").exit_code == 2


def test_an_unknown_rule_set_is_told(good: Path) -> None:
    assert kantor("check", good, "--rules", "HOUSE").exit_code == 2
