"""Passkeys and security keys (WebAuthn, level 2): made and used in the browser, their public half and their count kept here."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from fido2.server import Fido2Server
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    AuthenticatorData,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from kantor.spine.access.acting import HOUSE, acting
from kantor.spine.access.factors import factors_of, new_factor, record, without_factor
from kantor.spine.access.queries import QUERIES
from kantor.words import Refusal

HOUSE_NAME = "Kantor"
LONGEST_NAME = 60


@dataclass(frozen=True, kw_only=True, slots=True)
class PasskeyRow:
    """A passkey of a person. sign_count: how often it says it was used, 0 where it does not count."""

    id: int
    person_id: int
    name: str
    credential_id: bytes
    credential: bytes
    sign_count: int
    made_at: datetime
    last_used_at: datetime | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """What a browser is asked. options: for `navigator.credentials`, as JSON; state: kept in the session until the answer."""

    options: dict[str, Any]
    state: dict[str, Any]


@dataclass(frozen=True, kw_only=True, slots=True)
class Answered:
    """What a browser has answered, as JSON, what it was asked (`Asked.state`), and for which host name."""

    answer: str
    state: Mapping[str, Any]
    host: str


def passkeys_of(person_id: int) -> list[PasskeyRow]:
    """The passkeys of a person, the oldest first. Needs no acting client."""
    return [_row(row) for row in QUERIES.dicts("passkeys_of", person_id=person_id)]


def ask_for_new(host: str, person_id: int, email: str, name: str) -> Asked:
    """Make a passkey for this host name, no second one on a device that has one; the device asks for a finger or a PIN where it can."""
    user = PublicKeyCredentialUserEntity(id=str(person_id).encode(), name=email, display_name=name)
    options, state = _server(host).register_begin(
        user,
        credentials=_credentials(passkeys_of(person_id)),
        resident_key_requirement=ResidentKeyRequirement.PREFERRED,
        user_verification=UserVerificationRequirement.PREFERRED,
    )
    return Asked(options=dict(options), state=dict(state))


def add_passkey(person_id: int, name: str, given: Answered, *, at: datetime, keep: str | None) -> list[str]:
    """Enter the passkey that a browser has made; answers recovery codes to be told this once, none where there are some.

    Refusal where it is not what was asked for. keep: as for `set_up_totp`.
    """
    try:
        made = _server(given.host).register_complete(dict(given.state), json.loads(given.answer))
    except (ValueError, TypeError, KeyError) as error:
        raise Refusal("access.passkey_wrong") from error
    assert made.credential_data is not None
    kept = {"credential_id": made.credential_data.credential_id, "credential": bytes(made.credential_data), "sign_count": made.counter}
    with acting(clients=(HOUSE,), person_id=person_id, at=at):
        before = factors_of(person_id)
        if not QUERIES.run("add_passkey", person_id=person_id, name=name.strip()[:LONGEST_NAME] or HOUSE_NAME, at=at, **kept):
            raise Refusal("access.passkey_known")
        record("access.factor_added", person_id, at, {"factor": "passkey"})
        return new_factor(person_id, before, at=at, keep=keep)


def ask_for_one(host: str, person_id: int | None) -> Asked:
    """Prove to have a passkey: one of this person's as a second factor; without a person any, which then stands for both factors."""
    verification = UserVerificationRequirement.PREFERRED if person_id else UserVerificationRequirement.REQUIRED
    known = passkeys_of(person_id) if person_id else []
    options, state = _server(host).authenticate_begin(credentials=_credentials(known) or None, user_verification=verification)
    return Asked(options=dict(options), state=dict(state))


def prove_by_passkey(answered: Answered, *, person_id: int | None, at: datetime) -> int | None:
    """The person whose passkey has answered; None where it is not what was asked for. Both are records.

    person_id: whose it must be, None for anybody's. A passkey whose count does not grow may be a copy and proves nothing.
    """
    try:
        given = AuthenticationResponse.from_dict(json.loads(answered.answer))
        known = [_row(row) for row in QUERIES.dicts("passkey_by_id", credential_id=given.raw_id)]
        _server(answered.host).authenticate_complete(dict(answered.state), _credentials(known), given)
    except (ValueError, TypeError, KeyError):
        known = []
    if not known or person_id not in (None, known[0].person_id):
        with acting(clients=(HOUSE,), person_id=person_id, at=at):
            record("access.factor_failed", person_id, at, {"factor": "passkey"})
        return None
    (passkey,) = known
    with acting(clients=(HOUSE,), person_id=passkey.person_id, at=at):
        count = AuthenticatorData(given.response.authenticator_data).counter
        if not QUERIES.run("note_passkey_used", id=passkey.id, sign_count=count, at=at):
            record("access.factor_failed", passkey.person_id, at, {"factor": "passkey", "reason": "its count does not grow"})
            return None
        record("access.factor_used", passkey.person_id, at, {"factor": "passkey", "passkey": passkey.name})
    return passkey.person_id


def remove_passkey(passkey_id: int, *, person_id: int, at: datetime) -> bool:
    """A person gives up one of the own passkeys; False where there is none."""
    with acting(clients=(HOUSE,), person_id=person_id, at=at):
        removed = bool(QUERIES.run("remove_passkeys", person_id=person_id, id=passkey_id))
        if removed:
            record("access.factor_removed", person_id, at, {"factor": "passkey"})
            without_factor(person_id)
    return removed


def _server(host: str) -> Fido2Server:
    """The relying party is the host name by which people reach the desk; fido2 takes answers from https and from localhost alone."""
    return Fido2Server(PublicKeyCredentialRpEntity(id=host, name=HOUSE_NAME))


def _credentials(known: Sequence[PasskeyRow]) -> list[AttestedCredentialData]:
    return [AttestedCredentialData(passkey.credential) for passkey in known]


def _row(row: Mapping[str, Any]) -> PasskeyRow:
    return PasskeyRow(**{**row, "credential_id": bytes(row["credential_id"]), "credential": bytes(row["credential"])})
