"""Checks of the work: whether somebody does it, what is stuck, what could not leave, and what cannot be posted."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from kantor.channels import mail
from kantor.site.health import figures
from kantor.site.health.trouble import Case, Trouble
from kantor.spine import access
from kantor.spine.cases import Waiting

TRIES = 5
WAITED_LONG = timedelta(minutes=5)
SEAL_WITHIN = timedelta(minutes=10)
WITNESSES = {"mail": "mail to the clients", "stamp": "the time-stamping service"}
SET_BY = {"mail": "smtp_url, mail_from or the client's address", "stamp": "timestamp_url or timestamp_roots, or wait for the service"}


def workers(case: Case) -> Iterator[Trouble]:
    """Somebody does what waits."""
    found = figures.figures(case.now)
    queue = [work for work in found.waiting if work.due_at and case.now - work.due_at > WAITED_LONG]
    if queue and not found.workers.living:
        seen = f"{sum(work.number for work in queue)} pieces of work wait ({_steps(queue)}), and no worker gives a sign of life."
        yield Trouble(name="no_worker", severity="stop", seen=seen, cure="Start one: kantor worker, or kantor run.")
    elif queue:
        seen = f"{sum(work.number for work in queue)} pieces of work have waited for more than five minutes ({_steps(queue)})."
        yield Trouble(name="queue_long", severity="look", seen=seen, cure="Look for failures in the workers' log, or start more workers.")
    for job in found.jobs:
        if job.status == "failed" or (job.attempts or 0) >= TRIES:
            seen = f"{job.number} jobs `{job.step}` are {job.status}, tried {job.attempts} times."
            yield Trouble(
                name="job_stuck", severity="look", seen=seen, cure="The workers' log names the reason; they go on by themselves then."
            )


def outbox(case: Case) -> Iterator[Trouble]:
    """What should leave the house does."""
    for row in figures.figures(case.now).outbox:
        if row.state == "failed" or (row.tries or 0) >= TRIES:
            seen = f"{row.number} letters or files in the outbox are {row.state}, one was tried {row.tries} times."
            yield Trouble(name="outbox_failed", severity="look", seen=seen, cure="The outbox on the desk shows each with its reason.")


def trail(case: Case) -> Iterator[Trouble]:
    """Records of the audit trail are sealed soon."""
    late = [row for row in figures.figures(case.now).unsealed if case.now - row.oldest_at > SEAL_WITHIN]
    if late:
        number, oldest = sum(row.number for row in late), min(row.oldest_at for row in late)
        seen = f"{number} records of the audit trail wait for the sealer, the oldest since {_moment(oldest)}."
        yield Trouble(name="trail_unsealed", severity="look", seen=seen, cure="Start a worker, or run kantor verify-trail --seal.")


def witnesses(case: Case) -> Iterator[Trouble]:
    """Witnesses outside the house can be told the heads of the audit trails."""
    for witness, rows in figures.late_testimonies(case.now).items():
        one = rows[0]
        seen = f"{len(rows)} heads of audit trails wait for {WITNESSES[witness]}, since {_moment(one.since_at)}: {one.reason}"
        yield Trouble(name="witness_away", severity="look", seen=seen, cure=f"Correct {SET_BY[witness]}; it is tried again by itself.")


def mailboxes(case: Case) -> Iterator[Trouble]:
    """Mail can be fetched from every mailbox, and its password is nobody else's."""
    every = access.every_client()
    with access.acting(clients=every, person_id=None, at=case.now):
        rows = mail.standing(list(every))
    for row in rows:
        about = f"The mailbox {row.name} ({row.login} at {row.host})"
        if mail.is_open_to_others(row.kept_in):
            seen = f"{about}: others on this machine can read its password in {row.kept_in.removeprefix('file:')}."
            yield Trouble(name="mailbox_password_open", severity="look", seen=seen, cure="Take the rights away: chmod 600.")
        if row.reason:
            seen = f"{about} could not be looked into, {row.tries} times in a row: {row.reason}"
            yield Trouble(name="mailbox_away", severity="look", seen=seen, cure="Correct what it names; kantor mailbox check tries it.")
        if row.refused:
            seen = f"{about}: {row.refused} messages were not taken in, because they are too large or were gone; those there are flagged."
            yield Trouble(name="mail_refused", severity="look", seen=seen, cure="Look at the flagged messages in the mailbox itself.")


def periods(case: Case) -> Iterator[Trouble]:
    """Every client can post today."""
    if codes := figures.without_open_period(case.now):
        seen = f"Nothing can be posted today for {', '.join(codes)}: no period of their books is open."
        yield Trouble(name="period_closed", severity="look", seen=seen, cure="Open the period, or the next fiscal year, on the desk.")


def books(case: Case) -> Iterator[Trouble]:
    """Every client has an account for what the house posts."""
    from kantor.site import taking_on  # the departments, which Django has to know first

    for code, missing in sorted(taking_on.incomplete(at=case.now).items()):
        if missing.is_change:
            number = len(missing.added) + len(missing.given)
            seen = f"The books of {code} lack {number} accounts or roles that its chart has got since; what needs them cannot be posted."
            yield Trouble(name="roles_missing", severity="look", seen=seen, cure=f"kantor client complete {code}")
        elif missing.barred:
            barred = ", ".join(f"{role} ({account})" for role, account in sorted(missing.barred.items()))
            seen = (
                f"Nobody plays these roles in the books of {code}, and the account of that number is closed or of another kind: {barred}."
            )
            yield Trouble(name="roles_barred", severity="look", seen=seen, cure="Import an account of your own with the role.")


def _steps(queue: list[Waiting]) -> str:
    return ", ".join(sorted({work.step for work in queue}))


def _moment(at: datetime) -> str:
    return at.isoformat(sep=" ", timespec="minutes")


CHECKS = (workers, outbox, mailboxes, trail, witnesses, periods, books)
