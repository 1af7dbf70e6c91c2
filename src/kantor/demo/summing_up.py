"""Sums up where the demonstration stands: what went straight through, what waits or was refused and why, and whether the books balance."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from kantor.demo.building import Built
from kantor.kit.money import Money
from kantor.spine import access, documents, ledger, trail
from kantor.spine.cases import Outcome
from kantor.words import Finding, Severity


@dataclass(frozen=True, kw_only=True, slots=True)
class ClientSummary:
    """balance: the sum of all closing balances, which is zero; differences: balances that are not the sum of their postings, none."""

    name: str
    code: str
    accounts: int
    balance: Money
    differences: int
    head: trail.Head | None
    waiting_to_be_sealed: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Summary:
    """Counts of documents by outcome; waiting, refused: (the reason of the first such document, how many), the most frequent first;
    standing: (state, how many) of what was there already, as it stands now."""

    effect: int
    duplicates: int
    standing: tuple[tuple[str, int], ...]
    waiting: tuple[tuple[Finding, int], ...]
    refused: tuple[tuple[Finding, int], ...]
    waiting_count: int
    refused_count: int
    clients: tuple[ClientSummary, ...]

    @property
    def straight_through(self) -> float:
        """Share of the documents that were taken in now and took effect without anybody, 0..1; what came before does not count."""
        taken_in = self.effect + self.waiting_count + self.refused_count
        return self.effect / taken_in if taken_in else 0.0


def summary(built: Built, outcomes: Sequence[Outcome], at: datetime) -> Summary:
    by_outcome = Counter(outcome.outcome for outcome in outcomes)
    return Summary(
        effect=by_outcome["effect"],
        duplicates=by_outcome["duplicate"],
        standing=_standing(built, outcomes, at),
        waiting=_reasons(outcomes, "task"),
        refused=_reasons(outcomes, "refused"),
        waiting_count=by_outcome["task"],
        refused_count=by_outcome["refused"],
        clients=tuple(_client(built, code, at) for code in built.ids),
    )


def _standing(built: Built, outcomes: Sequence[Outcome], at: datetime) -> tuple[tuple[str, int], ...]:
    known = [outcome.document_id for outcome in outcomes if outcome.outcome == "duplicate"]
    with access.acting(clients=list(built.ids.values()), person_id=None, at=at):
        return tuple(Counter(row.state for row in documents.known(known)).most_common())


def _reasons(outcomes: Sequence[Outcome], kind: str) -> tuple[tuple[Finding, int], ...]:
    """What each document waits for or was refused for: its gravest finding."""
    counts: Counter[str] = Counter()
    first: dict[str, Finding] = {}
    for outcome in outcomes:
        if outcome.outcome == kind:
            reason = _reason(outcome.findings)
            counts[reason.key] += 1
            first.setdefault(reason.key, reason)
    return tuple((first[key], count) for key, count in counts.most_common())


def _reason(findings: Sequence[Finding]) -> Finding:
    """That fields are empty follows from another reason, where there is one."""
    told = sorted((finding for finding in findings if finding.severity is not Severity.OK), key=_weight)
    return told[0] if told else Finding(key="cases.above_limit", severity=Severity.LOOK)


def _weight(finding: Finding) -> tuple[bool, bool]:
    return finding.key.endswith(".missing"), finding.severity is not Severity.STOP


def _client(built: Built, code: str, at: datetime) -> ClientSummary:
    client_id, client = built.ids[code], built.cast.client(code)
    with access.acting(clients=[client_id], person_id=None, at=at):
        opened = ledger.periods(client_id)
        first, last = min(period.starts_on for period in opened), max(period.ends_on for period in opened)
        rows = ledger.trial_balance(client_id, from_on=first, until_on=last)
        balance = Money.from_minor(sum(row.closing.minor for row in rows), client.new.currency)
        heads = trail.heads(client_id, newest=1)
        return ClientSummary(
            name=client.party.name,
            code=code,
            accounts=len(rows),
            balance=balance,
            differences=len(ledger.differences(client_id)),
            head=heads[0] if heads else None,
            waiting_to_be_sealed=client_id in trail.unsealed_clients(),
        )
