"""What must be right before somebody gets a role."""

from collections.abc import Iterator
from datetime import date

from kantor.departments.office.providing import CLIENT_APPROVER, CLIENT_CLERK
from kantor.words import Answers, Ask, Finding, Reading, Rule, Severity

PROVIDERS = (CLIENT_CLERK, CLIENT_APPROVER)


def asks(reading: Reading) -> tuple[Ask, ...]:
    return tuple(Ask("access.role_given", (role,)) for role in PROVIDERS)


def _of_the_provider(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """Two people of a client's office must not make themselves those who take clients on: the provider's own have such roles already."""
    role = reading.text("role")
    if role in PROVIDERS and not any(answers.get(ask) for ask in asks(reading)):
        yield Finding(key="office.not_the_provider", severity=Severity.STOP, field="role", evidence={"role": role})


of_the_provider = Rule(key="office.assignment.of_the_provider", judge=_of_the_provider, asks=asks)
