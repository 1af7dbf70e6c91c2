"""Documents: what was received or filed, what was read in it, what was found and decided, and how it takes effect once.

The road in this part: `receive` (sealed bytes) -> `check` (a reading, completed and judged) -> `decide` -> `take_effect`.
"""

from kantor.spine.documents.checking import Checked, Filed, amount_key, check, check_again, judge, newest, number_key, preview, stale
from kantor.spine.documents.confidential import Locker, locker, opened
from kantor.spine.documents.deciding import Decision, confirm, confirm_all, decide, note_findings, refuse, set_state
from kantor.spine.documents.effects import TookEffect, effect_of, part_as_json, recorded_parts, take_effect
from kantor.spine.documents.envelopes import Erased, Keeper, opens, wrap_anew
from kantor.spine.documents.erasing import ANSWERS as ERASING
from kantor.spine.documents.erasing import ErasureParts, SuccessionParts, erase, over
from kantor.spine.documents.evidence import Period, compare, write_evidence
from kantor.spine.documents.examples import (
    Example,
    Sender,
    examples_of,
    forget_layout,
    is_paper,
    keep_kinds,
    newest_examples,
    papers_of,
    senders,
    senders_of,
    squeezed,
)
from kantor.spine.documents.filing import Filing, enter
from kantor.spine.documents.leaves import (
    BLANK,
    LEFT_OUT,
    SEPARATOR,
    Arranged,
    Leaf,
    cut_off,
    deal_out,
    give_up,
    hold_documents,
    last_arranged,
    lay,
    leaves,
    leaves_of_originals,
    lost_pages,
    sharing,
    take_on_again,
    undo,
)
from kantor.spine.documents.letters import LetterParts, approve_letter, letter_text
from kantor.spine.documents.numbering import number_documents
from kantor.spine.documents.own_pages import (
    MOST_PAGES,
    ByHand,
    by_hand,
    carried,
    drawn,
    drawn_leaf,
    own_leaves,
    own_pages,
    pages_in,
    wordless,
)
from kantor.spine.documents.parts import PartHandler, handler_of, handlers
from kantor.spine.documents.parts import install as install_parts
from kantor.spine.documents.reads import DocumentRow, Known, Version, document, is_four_eyed, known, original, versions
from kantor.spine.documents.receive import Incoming, Received, receive
from kantor.spine.documents.searching import Found, search
from kantor.spine.documents.sending import (
    IN_HAND,
    Outgoing,
    approved,
    keep_back,
    note_fetched,
    postpone,
    reason_of,
    send,
    take_in_hand,
    try_again,
)
from kantor.spine.documents.sheets import (
    MOST_TRIES,
    BeingRead,
    Progress,
    Taken,
    being_read,
    pages,
    pages_waiting,
    progress,
    to_renew,
    waiting_scans,
    why_unread,
)
from kantor.spine.documents.sheets import expect as expect_pages
from kantor.spine.documents.sheets import expect_again as expect_pages_again
from kantor.spine.documents.sheets import keep as keep_pages
from kantor.spine.documents.sheets import note as note_page
from kantor.spine.documents.sheets import take as take_page
from kantor.spine.documents.teaching import ANSWERS as LESSONS
from kantor.spine.documents.teaching import learn
from kantor.spine.documents.types import all_types, ask_facts, recognise, rules_hash, type_of
from kantor.spine.documents.types import install as install_types
from kantor.spine.documents.unread import every_refused_unread, refused_unread, take_up_again
from kantor.spine.documents.veiling import unveil, veil
from kantor.words import Applied, Refusal

PARTS = (LetterParts(), SuccessionParts(), ErasureParts())
ANSWERS = {**LESSONS, **ERASING}

__all__ = [
    "ANSWERS",
    "BLANK",
    "IN_HAND",
    "LEFT_OUT",
    "MOST_PAGES",
    "MOST_TRIES",
    "PARTS",
    "SEPARATOR",
    "Applied",
    "Arranged",
    "BeingRead",
    "ByHand",
    "Checked",
    "Decision",
    "DocumentRow",
    "Erased",
    "ErasureParts",
    "Example",
    "Filed",
    "Filing",
    "Found",
    "Incoming",
    "Keeper",
    "Known",
    "Leaf",
    "LetterParts",
    "Locker",
    "Outgoing",
    "PartHandler",
    "Period",
    "Progress",
    "Received",
    "Refusal",
    "Sender",
    "SuccessionParts",
    "Taken",
    "TookEffect",
    "Version",
    "all_types",
    "amount_key",
    "approve_letter",
    "approved",
    "ask_facts",
    "being_read",
    "by_hand",
    "carried",
    "check",
    "check_again",
    "compare",
    "confirm",
    "confirm_all",
    "cut_off",
    "deal_out",
    "decide",
    "document",
    "drawn",
    "drawn_leaf",
    "effect_of",
    "enter",
    "erase",
    "every_refused_unread",
    "examples_of",
    "expect_pages",
    "expect_pages_again",
    "forget_layout",
    "give_up",
    "handler_of",
    "handlers",
    "hold_documents",
    "install_parts",
    "install_types",
    "is_four_eyed",
    "is_paper",
    "judge",
    "keep_back",
    "keep_kinds",
    "keep_pages",
    "known",
    "last_arranged",
    "lay",
    "learn",
    "leaves",
    "leaves_of_originals",
    "letter_text",
    "locker",
    "lost_pages",
    "newest",
    "newest_examples",
    "note_fetched",
    "note_findings",
    "note_page",
    "number_documents",
    "number_key",
    "opened",
    "opens",
    "original",
    "over",
    "own_leaves",
    "own_pages",
    "pages",
    "pages_in",
    "pages_waiting",
    "papers_of",
    "part_as_json",
    "postpone",
    "preview",
    "progress",
    "reason_of",
    "receive",
    "recognise",
    "recorded_parts",
    "refuse",
    "refused_unread",
    "rules_hash",
    "search",
    "send",
    "senders",
    "senders_of",
    "set_state",
    "sharing",
    "squeezed",
    "stale",
    "take_effect",
    "take_in_hand",
    "take_on_again",
    "take_page",
    "take_up_again",
    "to_renew",
    "try_again",
    "type_of",
    "undo",
    "unveil",
    "veil",
    "versions",
    "waiting_scans",
    "why_unread",
    "wordless",
    "wrap_anew",
    "write_evidence",
]
