"""What a document will do when it is approved, computed by the same function that will run, told as postings, open items and sentences."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import NamedTuple

from kantor.desk.sentences import refusal
from kantor.desk.visit import Visit
from kantor.kit.money import Money
from kantor.kit.say import known
from kantor.kit.ui import shown
from kantor.spine import documents
from kantor.spine.documents import Checked, Refusal
from kantor.words import Claim, Effect, Entry, FollowUp, Letter, Move, OpenItem, Part, Payment, Reversal


class Line(NamedTuple):
    """A posting as people read it."""

    account: str
    name: str
    debit: str
    credit: str
    tax_code: str
    cost_centre: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """lines: postings of all entries; remarks: the rest of the effect in sentences; fault: why it cannot be computed, '' where it can."""

    lines: tuple[Line, ...] = ()
    currency: str = ""
    remarks: tuple[str, ...] = ()
    fault: str = ""


def told(visit: Visit, checked: Checked, names: Mapping[tuple[str, str], str]) -> Told:
    """The effect of these values, if they were approved today."""
    effect = computed(visit, checked)
    if isinstance(effect, str):
        return Told(fault=effect)
    return Told(lines=_lines(effect, names), currency=visit.client.currency, remarks=tuple(remarks(effect)))


def computed(visit: Visit, checked: Checked) -> Effect | str:
    """The effect itself, or the sentence that says why it cannot be computed."""
    try:
        return documents.effect_of(checked, visit.client.as_dict(), visit.today)
    except Refusal as error:
        return refusal(error.key, error.evidence, checked.type)
    except (LookupError, ValueError, ArithmeticError, TypeError):
        return shown.sentence("desk.effect.not_yet")


def _lines(effect: Effect, names: Mapping[tuple[str, str], str]) -> tuple[Line, ...]:
    return tuple(
        Line(
            posting.account or "?",
            names.get(("account", posting.account), ""),
            shown.figures(posting.debit) if posting.debit is not None else "",
            shown.figures(posting.credit) if posting.credit is not None else "",
            posting.tax_code,
            posting.cost_centre,
        )
        for part in effect.parts
        if isinstance(part, Entry)
        for posting in part.postings
    )


def remarks(effect: Effect) -> list[str]:
    """What happens beside the postings, in sentences, each once; of an effect without parts, that what stands here is kept."""
    if not effect.parts:
        return [shown.sentence("desk.effect.kept")]
    found: dict[str, None] = {}
    claims = [part for part in effect.parts if isinstance(part, Claim)]
    if claims:
        found[shown.sentence("desk.effect.claims", count=len(claims))] = None
    for part in effect.parts:
        for remark in _of(part):
            found[remark] = None
    return list(found)


def _of(part: Part) -> list[str]:
    """The sentences for one part; entries are shown as lines, claims are counted."""
    if isinstance(part, OpenItem):
        return _open_item(part)
    if isinstance(part, FollowUp):
        return [shown.sentence("desk.effect.follow_up", what=shown.sentence(part.type))]
    if isinstance(part, Letter):
        return [shown.sentence("desk.effect.letter_leaves" if part.decided else "desk.effect.letter", recipient=part.recipient)]
    if isinstance(part, Payment):
        return [
            shown.sentence("desk.effect.payment", amount=shown.money(part.amount), creditor=part.creditor, on=shown.day(part.execute_on))
        ]
    if isinstance(part, Move):
        return [
            shown.sentence(
                "desk.effect.move", quantity=shown.number(part.quantity), article=part.article, source=part.source, to=part.destination
            )
        ]
    if isinstance(part, Reversal):
        return [shown.sentence("desk.effect.reversal", document=part.document_id)]
    if isinstance(part, Entry | Claim):
        return []
    own = f"desk.effect.part.{part.kind}"
    about = {field.name: _worded(own, value) for field in fields(part) if isinstance(value := getattr(part, field.name), str)}
    return [shown.sentence(own if known(own) else "desk.effect.other", **{**about, "kind": part.kind})]


def _worded(own: str, value: str) -> str:
    """What a part says by a code of its own, such as a state, in words; anything else as it stands, and where nothing was typed yet, a gap
    that can be seen."""
    return shown.sentence(f"{own}.{value}") if value.isidentifier() and known(f"{own}.{value}") else value or "…"


def _open_item(item: OpenItem) -> list[str]:
    about = {"amount": shown.money(abs(item.amount)), "due": shown.day(item.due_on)}
    key = "credit" if item.amount < Money.zero(item.amount.currency) else item.side
    remarks = [shown.sentence(f"desk.effect.open_item.{key}", **about)]
    best = _best_discount(item)
    if best:
        until, deducted = best
        remarks.append(
            shown.sentence(
                "desk.effect.proposed_with_discount",
                on=shown.day(until),
                amount=shown.money(item.amount - deducted),
                discount=shown.money(deducted),
            )
        )
    elif item.side == "payable" and key != "credit":
        remarks.append(shown.sentence("desk.effect.proposed", on=shown.day(item.due_on)))
    return remarks


def _best_discount(item: OpenItem) -> tuple[date, Money] | None:
    return max(item.discounts, key=lambda discount: discount[1], default=None)
