"""Senders of mail: the rules about them, mails that leave quarantine, and the guard that the mailboxes ask."""

from collections.abc import Sequence

from psycopg.types.json import Jsonb

from kantor.channels import mail
from kantor.channels.mail import Guard, Writer
from kantor.departments.correspondence.parts import Released, SenderRule
from kantor.departments.correspondence.quarantined.document import KEY
from kantor.departments.correspondence.quarantined.reading import reading_of
from kantor.departments.correspondence.queries import QUERIES
from kantor.spine.access import Actor
from kantor.words import Applied, Refusal

VERDICTS = {"allow": mail.PASS, "refuse": mail.REFUSE}


class SenderParts:
    """Puts rules about senders in force, and lets mails out of quarantine."""

    kinds = ("correspondence.released", "correspondence.sender_rule")
    order = 36

    def apply(self, batch: Sequence[Applied], actor: Actor) -> None:
        released = [item.document_id for item in batch if isinstance(item.part, Released)]
        rules = {item.part.pattern: (item.part, item.document_id) for item in batch if isinstance(item.part, SenderRule)}
        if released:
            mail.release(released, actor)
        if rules:
            client_id = actor.clients[0]
            QUERIES.run("end_rules", client_id=client_id, at=actor.at, patterns=list(rules), documents=[])
            rows = [
                {"pattern": pattern, "verdict": part.verdict, "needs_proof": part.needs_proof, "document_id": document_id}
                for pattern, (part, document_id) in rules.items()
                if part.verdict != "forget"
            ]
            QUERIES.run("add_rules", client_id=client_id, at=actor.at, rows=Jsonb(rows))

    def reverse(self, batch: Sequence[Applied], actor: Actor) -> None:
        """A rule ends; what has come in cannot go back."""
        targets = [item.reverses_document_id for item in batch if item.reverses_document_id]
        if not QUERIES.run("end_rules", client_id=actor.clients[0], at=actor.at, patterns=[], documents=targets):
            raise Refusal("correspondence.has_come_in", document_id=batch[0].document_id)


def judge(writers: Sequence[Writer], actor: Actor) -> list[str]:
    """What becomes of a mail from each: as a rule says, else it passes where the office knows its sender or nothing came along."""
    rows = [
        {"place": place, "address": writer.address, "domain": f"@{writer.address.rpartition('@')[2]}", "proof": writer.proof}
        for place, writer in enumerate(writers)
    ]
    found = {row.place: row for row in QUERIES.rows("judge_senders", client_id=actor.clients[0], rows=Jsonb(rows))}
    return [
        VERDICTS.get(found[place].verdict or "") or (mail.PASS if found[place].is_known or not writer.enclosed else mail.QUARANTINE)
        for place, writer in enumerate(writers)
    ]


GUARD = Guard(judge=judge, type=KEY, reading_of=reading_of, refusal="correspondence.sender_refused")
