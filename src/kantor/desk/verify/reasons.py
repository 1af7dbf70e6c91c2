"""Why work is put aside or sent back: the lists of reasons, and the letter that a sent-back document brings."""

from collections.abc import Sequence
from dataclasses import replace

from kantor.kit.say import say
from kantor.spine import cases
from kantor.spine.access import Actor
from kantor.words import Letter

SET_ASIDE = ("waiting_for_goods", "waiting_for_colleague", "unclear", "later")
SEND_BACK = ("wrong_total", "wrong_buyer", "missing_data", "not_ordered", "wrong_account", "duplicate", "other")


def letter_for(document_id: int, reasons: Sequence[str], remark: str, actor: Actor) -> Letter | None:
    """The letter of the document's department with the chosen reasons in the reader's language; it waits for its approval as a draft.

    None where nobody is written to about documents of this type.
    """
    draft = cases.letter_back(document_id, "", actor)
    if draft is None:
        return None
    why = [f"- {say(f'desk.letter.reason.{reason}', draft.language)}" for reason in reasons]
    return replace(draft, values={**draft.values, "reason": "\n".join([*why, *([remark] if remark else [])])})
