"""What must be right before two suppliers become one: that they are one, and that both are as two people saw them."""

from collections.abc import Iterator
from datetime import date

from kantor.departments.masterdata.party_merge.document import FIELDS, KEY, VALUES
from kantor.departments.masterdata.party_merge.records import asks, both, differences, goes, stays, taxable_persons, told_apart
from kantor.departments.masterdata.rules import filled, known_party, look, stop
from kantor.words import Answers, Finding, Reading, Rule


def two_of_a_kind(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """Two different partners of the same role; what somebody said against it is told."""
    if reading.text("merged_id") and answers.get(goes(reading)) is None:
        yield stop("supplier_unknown", "merged_id", supplier=reading.text("merged_id"))
    if reading.text("party_id") and reading.text("party_id") == reading.text("merged_id"):
        yield stop("merge_with_itself", "merged_id")
        return
    pair = both(reading, answers)
    if pair and pair[0]["role"] != pair[1]["role"]:
        yield stop("merge_of_other_role", "merged_id", name=pair[1]["name"])
    if said := answers.get(told_apart(reading)):
        yield look("merge_told_apart", "merged_id", person=said["person"], on=said["on"], reason=said["reason"])


def one_taxable_person(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """Two numbers that one tax office gave out name two taxable persons (VAT Directive, Art. 214), and an invoice, its input tax and what
    is owed belong to one of them; numbers of several countries can be of one person, who is registered in each."""
    pair = both(reading, answers)
    if not pair:
        return
    mine, theirs = (taxable_persons(record) for record in pair)
    for country in sorted(mine.keys() & theirs.keys()):
        if not mine[country] & theirs[country]:
            numbers = [", ".join(sorted(of[country])) for of in (mine, theirs)]
            yield stop("merge_of_two_persons", "merged_id", country=country, number=numbers[0], other=numbers[1])
    if mine and theirs and not mine.keys() & theirs.keys():
        yield look("merge_across_countries", "merged_id", countries=", ".join(sorted(mine)), others=", ".join(sorted(theirs)))
    tax = [{value for scheme, value in record["identifiers"] if scheme == "tax"} for record in pair]
    if tax[0] and tax[1] and not tax[0] & tax[1]:
        yield look("merge_of_tax_numbers", "merged_id", number=", ".join(sorted(tax[0])), other=", ".join(sorted(tax[1])))


def still_as_they_were(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """Both people decide on what they saw: where the records say something else by now, it is begun anew."""
    pair = both(reading, answers)
    if not pair:
        return
    if reading.before("party_id") != f"{reading.text('party_id')} / {reading.text('merged_id')}":
        yield stop("change_of_another", "merged_id")
        return
    now = differences(*pair)
    for field in VALUES:
        if (reading.before(field) or "") != now.get(field, ""):
            yield stop("changed_meanwhile", field, name=field, was=reading.before(field) or "-", now=now.get(field) or "-")


RULES = (
    filled(FIELDS),
    known_party,
    Rule(key=f"{KEY}.two_of_a_kind", judge=two_of_a_kind, asks=asks),
    Rule(key=f"{KEY}.one_taxable_person", judge=one_taxable_person, asks=lambda reading: (stays(reading), goes(reading))),
    Rule(key=f"{KEY}.still_as_they_were", judge=still_as_they_were, asks=lambda reading: (stays(reading), goes(reading))),
)
