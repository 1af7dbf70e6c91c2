"""Changes parties, their bank accounts and blocks, remembering what was there before, and brings that back."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from psycopg.types.json import Jsonb

from kantor.countries import electronic_iban
from kantor.kit.text import sort_key, squeeze
from kantor.spine import trail
from kantor.spine.access import Actor, client
from kantor.spine.parties.names import comparable
from kantor.spine.parties.numbers import account_faults, identifier, identifier_faults
from kantor.spine.parties.queries import QUERIES
from kantor.words import Refusal
from kantor.words.party import Account, BankAccountEnd, Block, NewBankAccount, PartyChange

CHANGEABLE = ("name", "country", "language", "address", "email", "account", "payment_days", "terms")


def change_parties(given: Sequence[tuple[int, PartyChange]], actor: Actor) -> None:
    """Give parties new values and identifiers, and take identifiers from them; (document, change) in order.

    Refusal where a value or an identifier is not any more what the change replaces.
    """
    if not given:
        return
    (client_id,) = actor.clients
    language = client(client_id).language
    rows = [
        {
            "document_id": document_id,
            "id": part.party_id,
            "values": _values(document_id, part.values, language),
            "was": _values(document_id, part.was, language),
        }
        for document_id, part in given
    ]
    write("party", [row for row in rows if row["values"]], actor)
    gets, loses = _identifiers(given, "gets"), _identifiers(given, "loses")
    if gets:
        new = QUERIES.dicts("add_identifiers", client_id=client_id, rows=Jsonb(gets))
        documents = {(row["party_id"], row["scheme"], row["value"]): row["document_id"] for row in gets}
        _remember([_given(row, documents[row["party_id"], row["scheme"], row["value"]], actor) for row in new], actor)
    if loses:
        ended = QUERIES.dicts("end_identifiers", client_id=client_id, rows=Jsonb(loses), on=actor.at.date())
        if len(ended) < len(loses):
            done = {row["document_id"] for row in ended}
            guilty = [row["document_id"] for row in loses if row["document_id"] not in done]
            raise Refusal("parties.changed_since", document_id=guilty[0] if guilty else loses[0]["document_id"])
        _remember([{**row, "what": "identifier"} for row in ended], actor)


def _given(row: Mapping[str, Any], document_id: int, actor: Actor) -> dict[str, Any]:
    """What is remembered of an identifier that names a party from now on."""
    before, after = {"ended_on": actor.at.date().isoformat()}, {"ended_on": None}
    return {"document_id": document_id, "what": "identifier", "row_id": row["id"], "before": before, "after": after}


def add_accounts(given: Sequence[tuple[int, NewBankAccount]], actor: Actor) -> None:
    """Agree to bank accounts; with `replaces`, the party's other accounts end the day before."""
    if not given:
        return
    (client_id,) = actor.clients
    for document_id, part in given:
        for fault in account_faults(Account(part.iban, part.bic, part.holder)):
            evidence = {"field": fault.field, "value": fault.value, "reason": fault.reason}
            raise Refusal("parties.number_wrong", document_id=document_id, evidence=evidence)
    rows = [
        {
            "party_id": part.party_id,
            "iban": electronic_iban(part.iban),
            "bic": part.bic.replace(" ", "").upper(),
            "holder": part.holder,
            "from_on": part.from_on.isoformat(),
            "document_id": document_id,
        }
        for document_id, part in given
    ]
    replaced = [
        {"party_id": part.party_id, "iban": "", "until_on": part.from_on.isoformat(), "document_id": document_id}
        for document_id, part in given
        if part.replaces
    ]
    if replaced:
        ended = QUERIES.dicts("end_accounts", client_id=client_id, rows=Jsonb(replaced), days_before=1)
        _remember([{**row, "what": "bank_account"} for row in ended], actor)
    if QUERIES.run("add_accounts", client_id=client_id, rows=Jsonb(rows)) < len(rows):
        _refuse_unknown(given)


def end_accounts(given: Sequence[tuple[int, BankAccountEnd]], actor: Actor) -> None:
    """End bank accounts with a last day; Refusal where a party has no such account."""
    if not given:
        return
    (client_id,) = actor.clients
    rows = [
        {
            "party_id": part.party_id,
            "iban": electronic_iban(part.iban),
            "until_on": part.until_on.isoformat(),
            "document_id": document_id,
        }
        for document_id, part in given
    ]
    ended = QUERIES.dicts("end_accounts", client_id=client_id, rows=Jsonb(rows), days_before=0)
    done = {row["document_id"] for row in ended}
    for document_id, part in given:
        if document_id not in done:
            raise Refusal("parties.account_unknown", document_id=document_id, evidence={"iban": part.iban})
    _remember([{**row, "what": "bank_account"} for row in ended], actor)


def block(given: Sequence[tuple[int, Block]], actor: Actor) -> None:
    """Block parties, or lift the blocks of parties and of those that they were merged with, because these count for them too."""
    together: dict[int, list[int]] = defaultdict(list)
    for row in QUERIES.rows("blocked_together", parties=[part.party_id for _, part in given if part.on is None]):
        together[row.party_id].append(row.id)
    rows = [
        {
            "document_id": document_id,
            "id": party_id,
            "values": {"blocked_on": part.on.isoformat() if part.on else None, "blocked_reason": part.reason},
        }
        for document_id, part in given
        for party_id in together.get(part.party_id) or (part.party_id,)
    ]
    write("party", rows, actor)


def bring_back(by_reversed: Mapping[int, int], actor: Actor) -> None:
    """Undo what documents changed; by_reversed: document to undo -> the document that undoes it.

    Parties that they took up are blocked, bank accounts they brought end yesterday, what they changed gets its values back, unless it has
    been changed since: then Refusal.
    """
    (client_id,) = actor.clients
    ids = list(by_reversed)
    given = {"client_id": client_id, "ids": ids}
    changes = QUERIES.dicts("changes_of", **given)
    _check_one_each(changes, by_reversed)
    QUERIES.run("take_back_accounts", **given, today=actor.at.date())
    restored = {
        "party": QUERIES.run("bring_back_parties", **given),
        "identifier": QUERIES.run("bring_back_identifiers", **given),
        "bank_account": QUERIES.run("bring_back_accounts", **given),
    }
    for what, count in restored.items():
        expected = [change for change in changes if change["what"] == what]
        if count < len({change["row_id"] for change in expected}):
            raise Refusal("parties.changed_since", document_id=by_reversed[expected[0]["document_id"]])
    taken_up = QUERIES.dicts("taken_up_by", **given)
    reason = {"blocked_on": actor.at.date().isoformat(), "blocked_reason": "reversed"}
    rows = [{"document_id": by_reversed[row["document_id"]], "id": row["id"], "values": reason} for row in taken_up]
    write("party", rows, actor)
    _remember(
        [
            {**change, "document_id": by_reversed[change["document_id"]], "before": change["after"], "after": change["before"]}
            for change in changes
        ],
        actor,
    )


def _check_one_each(changes: Iterable[Mapping[str, Any]], by_reversed: Mapping[int, int]) -> None:
    """Two documents that changed the same row are undone one after the other, the later first; so only one of them in a batch."""
    seen: dict[tuple[str, int], int] = {}
    for change in changes:
        later = seen.setdefault((change["what"], change["row_id"]), change["document_id"])
        if later != change["document_id"]:
            raise Refusal("parties.changed_since", document_id=by_reversed[change["document_id"]])


def _values(document_id: int, given: Mapping[str, str | Mapping[str, str]], language: str) -> dict[str, Any]:
    """The columns as they are kept."""
    unknown = sorted(set(given) - set(CHANGEABLE))
    if unknown:
        raise Refusal("parties.not_changeable", document_id=document_id, evidence={"field": unknown[0]})
    values: dict[str, Any] = dict(given)
    values |= {key: dict(told) for key in ("address", "terms") if isinstance(told := values.get(key), Mapping)}
    if "payment_days" in values:
        values["payment_days"] = int(values["payment_days"]) if values["payment_days"] else None
    if "name" in values:
        name = squeeze(str(values["name"]))
        values |= {"name": name, "sort_key": sort_key(name, language), "comparable": comparable(name)}
    return values


def _identifiers(given: Sequence[tuple[int, PartyChange]], which: str) -> list[dict[str, Any]]:
    rows = []
    for document_id, part in given:
        for scheme, value in getattr(part, which):
            for fault in identifier_faults(scheme, value) if which == "gets" else ():
                evidence = {"field": fault.field, "value": fault.value, "reason": fault.reason}
                raise Refusal("parties.number_wrong", document_id=document_id, evidence=evidence)
            rows.append({"document_id": document_id, "party_id": part.party_id, "scheme": scheme, "value": identifier(scheme, value)})
    return rows


def write(what: str, rows: Sequence[Mapping[str, Any]], actor: Actor) -> None:
    """Write new values of parties and remember those before; Refusal where a row is not there, or not as it was."""
    for batch in _one_each(rows):
        changed = QUERIES.dicts("change_parties", client_id=actor.clients[0], rows=Jsonb(list(batch)))
        before = {(row["document_id"], row["row_id"]): row["before"] for row in changed}
        for row in batch:
            was = before.get((row["document_id"], row["id"]))
            if was is None:
                raise Refusal("parties.unknown", document_id=row["document_id"], evidence={"party": str(row["id"])})
            if any(was.get(column) != value for column, value in row.get("was", {}).items()):
                raise Refusal("parties.changed_since", document_id=row["document_id"])
        _remember([{**row, "what": what} for row in changed], actor)


def _one_each(rows: Sequence[Mapping[str, Any]]) -> list[list[Mapping[str, Any]]]:
    """In as many steps as the most often changed party needs: one statement changes a row once, and each change sees the one before it."""
    steps: list[list[Mapping[str, Any]]] = []
    seen: Counter[int] = Counter()
    for row in rows:
        if seen[row["id"]] == len(steps):
            steps.append([])
        steps[seen[row["id"]]].append(row)
        seen[row["id"]] += 1
    return steps


def _remember(changes: Iterable[Mapping[str, Any]], actor: Actor) -> None:
    """For the reversal, and in the audit trail: what was there before, and what after."""
    (client_id,) = actor.clients
    rows = [dict(change) for change in changes]
    if not rows:
        return
    QUERIES.run("record_changes", client_id=client_id, at=actor.at, rows=Jsonb(rows, dumps=_dumps))
    trail.append(
        [
            trail.Event(
                client_id,
                "parties.changed",
                row["document_id"],
                actor.person_id,
                actor.at,
                {key: row[key] for key in ("what", "row_id", "before", "after")},
            )
            for row in rows
        ]
    )


def _dumps(value: Any) -> str:
    return json.dumps(value, default=lambda day: day.isoformat())


def _refuse_unknown(given: Sequence[tuple[int, NewBankAccount]]) -> None:
    known = {row.id for row in QUERIES.rows("parties", ids=[part.party_id for _, part in given])}
    for document_id, part in given:
        if part.party_id not in known:
            raise Refusal("parties.unknown", document_id=document_id, evidence={"party": str(part.party_id)})
    document_id, part = given[0]
    raise Refusal("parties.account_known", document_id=document_id, evidence={"iban": part.iban})
