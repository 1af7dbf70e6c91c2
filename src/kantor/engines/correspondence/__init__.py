"""What a mail or a letter tells before anybody reads it: whether a machine wrote it, its conversation, its language, its kind, its head."""

from kantor.engines.correspondence.automatic import BOUNCES, why_automatic
from kantor.engines.correspondence.claims import Claim, claim_of
from kantor.engines.correspondence.letter_text import wording
from kantor.engines.correspondence.letterheads import Head, head
from kantor.engines.correspondence.proof import FORGED, PROVEN, UNPROVEN, proof_of
from kantor.engines.correspondence.sorting import KINDS, Sorted, sort, text_of, told_of, usual_sorter
from kantor.engines.correspondence.threads import cited, local_part, new_token, own_message_id, tokens_in, with_token
from kantor.engines.correspondence.wording import language_of

__all__ = [
    "BOUNCES",
    "FORGED",
    "KINDS",
    "PROVEN",
    "UNPROVEN",
    "Claim",
    "Head",
    "Sorted",
    "cited",
    "claim_of",
    "head",
    "language_of",
    "local_part",
    "new_token",
    "own_message_id",
    "proof_of",
    "sort",
    "text_of",
    "tokens_in",
    "told_of",
    "usual_sorter",
    "why_automatic",
    "with_token",
    "wording",
]
