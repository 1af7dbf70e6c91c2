"""What the country of a new client takes for granted is filled in, where nobody has said otherwise."""

from dataclasses import replace

from kantor.departments.office.new_client.checks import granted
from kantor.words import Answers, Reading, Source, Value

LAW = Source("suggestion", "law")


def suggest(reading: Reading, answers: Answers) -> Reading:
    """Pure: the reading with chart, fiscal year, currency and language of its country."""
    usual = {key: Value(str(value), LAW) for key, value in granted(reading.text("country")).items() if not reading.text(key)}
    return replace(reading, values={**reading.values, **usual})
