"""Which steps of its process a document needs, from what the rules found and how much is at stake; pure."""

from collections.abc import Iterable, Mapping

from kantor.kit.money import Money
from kantor.words import Finding, Process, Reading, Severity, Step, worst


def steps_needed(process: Process, findings: Iterable[Finding], *, above_limit: bool, made: bool = False) -> tuple[Step, ...]:
    """The steps in their order; none at all means straight through. made: a person typed the document.

    Which documents are keyed again is drawn when they would go on (`sampling`), so that step is none of them.

    What is above the limit needs two people, so the step of the first one is needed too, even where nothing was found.
    """
    found = list(findings)
    looks = worst(found) is not Severity.OK
    second = above_limit or any(finding.two_people for finding in found)
    needed = {"always": True, "findings": looks or second, "above_limit": second, "unmade": not made, "sampled": False}
    return tuple(step for step in process.steps if needed[step.when])


def is_above_limit(process: Process, reading: Reading, route_amount: str | None, limits: Mapping[str, int], currency: str) -> bool:
    """True where the amount (major units of the client's currency) exceeds what the role of the first step may decide alone.

    limits: role -> minor units; a role without a limit may decide any amount. An amount that cannot be read is above every limit.
    """
    if route_amount is None or not process.steps:
        return False
    role = process.steps[0].role
    if role not in limits:
        return False
    amount = reading.number(route_amount)
    return amount is None or abs(Money(amount, currency).rounded().minor) > limits[role]
