"""Positions of a group: each line of each country's layout stands in exactly one of them."""

from collections import Counter

import pytest

from kantor.countries.group_lines import group_lines
from kantor.countries.layouts import Statement, layout

CHARTS = {"DE": "skr03", "PL": "pl_model", "ID": "id_psak"}
UNPLACED = {"unplaced_assets", "unplaced_liabilities", "unplaced_result"}


@pytest.mark.parametrize("country", CHARTS)
@pytest.mark.parametrize("statement", ["balance_sheet", "income_statement"])
def test_each_line_of_a_country_stands_in_one_position(country: str, statement: Statement) -> None:
    lines = layout(country, CHARTS[country], statement)
    above = {line.parent for line in lines}
    own = {line.key for line in lines if line.key not in above and line.kind == "line"}
    named = Counter(key for line in group_lines(statement) for key in line.lines[country])
    assert set(named) - UNPLACED == own
    assert set(named.values()) == {1}
