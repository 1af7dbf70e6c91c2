"""Which people a document needs follows from what was found and how much is at stake."""

from decimal import Decimal

from kantor.spine.cases.routing import is_above_limit, steps_needed
from kantor.words import Finding, Process, Reading, Severity, Source, Step, Value

PROCESS = Process(
    key="test",
    version=1,
    steps=(Step(key="verify", role="clerk", when="findings"), Step(key="approve", role="approver", when="above_limit", four_eyes=True)),
)
LOOK = Finding(key="a", severity=Severity.LOOK)
FINE = Finding(key="b", severity=Severity.OK)


def _steps(findings: list[Finding], *, above: bool = False) -> list[str]:
    return [step.key for step in steps_needed(PROCESS, findings, above_limit=above)]


def _reading(amount: str) -> Reading:
    return Reading(reader="test", values={"gross": Value(amount, Source("person"))})


def test_nothing_to_look_at_goes_straight_through():
    assert _steps([FINE]) == []


def test_something_to_look_at_needs_one_person():
    assert _steps([FINE, LOOK]) == ["verify"]


def test_above_the_limit_two_people_decide_even_when_nothing_looks():
    assert _steps([FINE], above=True) == ["verify", "approve"]


def test_a_finding_may_ask_for_two_people_by_itself():
    assert _steps([Finding(key="c", severity=Severity.LOOK, two_people=True)]) == ["verify", "approve"]


def test_what_a_person_typed_is_not_verified_by_another_one_before_its_approval():
    process = Process(
        key="change", version=1, steps=(Step(key="verify", role="clerk", when="unmade"), Step(key="approve", role="boss", four_eyes=True))
    )
    assert [step.key for step in steps_needed(process, [], above_limit=False, made=True)] == ["approve"]
    assert [step.key for step in steps_needed(process, [], above_limit=False, made=False)] == ["verify", "approve"]


def test_the_limit_itself_is_still_within_the_authority():
    limits = {"clerk": 100_000}
    assert not is_above_limit(PROCESS, _reading("1000.00"), "gross", limits, "EUR")
    assert is_above_limit(PROCESS, _reading(str(Decimal("1000.01"))), "gross", limits, "EUR")


def test_an_amount_that_cannot_be_read_is_above_every_limit():
    assert is_above_limit(PROCESS, _reading("about a thousand"), "gross", {"clerk": 100_000}, "EUR")


def test_a_credit_counts_like_a_debt_of_its_size():
    assert is_above_limit(PROCESS, _reading("-5000"), "gross", {"clerk": 100_000}, "EUR")


def test_a_currency_without_decimals_is_compared_in_its_own_units():
    assert not is_above_limit(PROCESS, _reading("1000"), "gross", {"clerk": 1000}, "JPY")
