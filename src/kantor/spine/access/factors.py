"""The second factor of people: an authenticator app, passkeys, and codes for the day on which both are lost; each deed is a record."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from kantor.spine import trail
from kantor.spine.access import one_time_codes
from kantor.spine.access.acting import HOUSE, acting
from kantor.spine.access.queries import QUERIES
from kantor.spine.access.roles import guarded, permissions, roles_of
from kantor.spine.access.sealing import seal, unseal
from kantor.spine.access.sessions import end_sessions
from kantor.spine.access.written_codes import code_hash, new_code
from kantor.words import Refusal

CODES = 10
SECOND = frozenset({"totp", "passkey", "recovery_code", "oidc_factor"})
"""Proofs beside, or instead of, a password; a passkey has asked for a finger or a PIN by itself."""
FACTOR_STAGE, FACTOR_PAGE = "second_factor", "desk:second_factor"
"""The stage of the log-in that asks for it, and the name of its page."""
EVERYBODY, NOBODY, GUARDED = "everybody", "nobody", "guarded"


@dataclass(frozen=True, kw_only=True, slots=True)
class Factors:
    """What a person has set up; totp_since: None where there is no app; codes_left: unused ones."""

    totp_since: datetime | None
    passkeys: int
    codes_left: int

    @property
    def any(self) -> bool:
        return self.totp_since is not None or self.passkeys > 0


def factors_of(person_id: int) -> Factors:
    """Needs no acting client."""
    (found,) = QUERIES.dicts("factors_of", person_id=person_id)
    return Factors(**found)


def is_strong(proved_by: Collection[str]) -> bool:
    """Whether one of these proofs is a second factor."""
    return bool(SECOND & set(proved_by))


def needs_factor(person_id: int, on: date, required_of: str) -> bool:
    """Whether this person may do nothing without a second factor. required_of: as the setting `second_factor_for` says."""
    if required_of in (EVERYBODY, NOBODY):
        return required_of == EVERYBODY
    held = permissions(person_id, tuple(roles_of(person_id, on)), on)
    return any(guarded() & may for may in held.values())


def begin_totp(person_id: int) -> tuple[str, bytes]:
    """A secret for an app that is about to be set up: sealed for this person, to be handed back, and as it is."""
    secret = one_time_codes.new_secret()
    return seal(person_id, secret).hex(), secret


def begun_totp(person_id: int, sealed: str) -> bytes:
    """The secret that `begin_totp` sealed."""
    return unseal(person_id, bytes.fromhex(sealed))


def set_up_totp(person_id: int, secret: bytes, typed: str, *, at: datetime, keep: str | None) -> list[str]:
    """Begin to ask for codes of an app that has just shown one; answers recovery codes to be told this once, none where there are some.

    Refusal where the code is not right, or there is an app already. keep: the log-in in which it is done; the first factor ends all others.
    """
    step = one_time_codes.matching_step(secret, _digits(typed), at, after=0)
    with acting(clients=(HOUSE,), person_id=person_id, at=at):
        if step is None:
            raise Refusal("access.code_wrong")
        before = factors_of(person_id)
        if not QUERIES.run("add_totp", person_id=person_id, secret=seal(person_id, secret), step=step, at=at):
            raise Refusal("access.totp_known")
        record("access.factor_added", person_id, at, {"factor": "totp"})
        return new_factor(person_id, before, at=at, keep=keep)


def new_factor(person_id: int, before: Factors, *, at: datetime, keep: str | None) -> list[str]:
    """What goes with a factor that was just added: the first one ends other log-ins, which lack it, and brings recovery codes."""
    if not before.any:
        end_sessions(person_id, at=at, by=person_id, reason="factor", keep=keep)
    return [] if before.codes_left else renew_codes(person_id, at=at)


def renew_codes(person_id: int, *, at: datetime) -> list[str]:
    """New recovery codes instead of all there were, to be told this once; only their hashes are kept."""
    codes = [new_code() for _ in range(CODES)]
    with acting(clients=(HOUSE,), person_id=person_id, at=at):
        QUERIES.run("remove_recovery_codes", person_id=person_id)
        QUERIES.run("add_recovery_codes", person_id=person_id, hashes=[code_hash(code) for code in codes], at=at)
        record("access.recovery_codes_made", person_id, at, {"codes": str(CODES)})
    return codes


def prove_by_code(person_id: int, typed: str, *, at: datetime) -> str | None:
    """Which factor a code proves, `totp` or `recovery_code`; None where it is wrong or was used before. Both are records."""
    with acting(clients=(HOUSE,), person_id=person_id, at=at):
        by = _used_code(person_id, typed, at)
        record("access.factor_used" if by else "access.factor_failed", person_id, at, {"factor": by or "code"})
    return by


def remove_totp(person_id: int, *, at: datetime) -> bool:
    """A person gives up the own app; False where there is none."""
    with acting(clients=(HOUSE,), person_id=person_id, at=at):
        removed = bool(QUERIES.run("remove_totp", person_id=person_id))
        if removed:
            record("access.factor_removed", person_id, at, {"factor": "totp"})
            without_factor(person_id)
    return removed


def without_factor(person_id: int) -> None:
    """Recovery codes stand in for a factor; where none is left, they go."""
    if not factors_of(person_id).any:
        QUERIES.run("remove_recovery_codes", person_id=person_id)


def reset_factors(person_id: int, *, at: datetime, by: int | None, document_id: int | None = None) -> None:
    """Take away all factors of somebody who lost them, and end all log-ins; whoever needs one sets it up at the next log-in.

    by: who decided it, None for the house; document_id: the document behind it.
    """
    with acting(clients=(HOUSE,), person_id=by, at=at):
        QUERIES.run("remove_totp", person_id=person_id)
        QUERIES.run("remove_passkeys", person_id=person_id, id=None)
        QUERIES.run("remove_recovery_codes", person_id=person_id)
        told = {"person": person_id, "document": document_id}
        trail.append([trail.Event(HOUSE, "access.factors_reset", None, by, at, told)])
        end_sessions(person_id, at=at, by=by, reason="factors_reset")


def record(kind: str, person_id: int | None, at: datetime, content: dict[str, str]) -> None:
    """In the house's trail, of the person who does it, None where nobody knows who; within `acting` for the house."""
    trail.append([trail.Event(HOUSE, kind, None, person_id, at, content)])


def _used_code(person_id: int, typed: str, at: datetime) -> str | None:
    kept = QUERIES.one("totp_of", person_id=person_id)
    if kept is not None:
        step = one_time_codes.matching_step(unseal(person_id, bytes(kept.secret)), _digits(typed), at, after=kept.last_step)
        if step is not None:
            QUERIES.run("note_totp_used", person_id=person_id, step=step, at=at)
            return "totp"
    return "recovery_code" if QUERIES.run("use_recovery_code", person_id=person_id, hash=code_hash(typed), at=at) else None


def _digits(typed: str) -> str:
    """Apps show a code in two groups."""
    return "".join(typed.split())
