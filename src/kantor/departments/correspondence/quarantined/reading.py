"""Reads a whole mail as one in quarantine: whose it is, its words, and the names of its files; none of them is opened."""

from collections.abc import Sequence

from kantor.engines.correspondence import why_automatic
from kantor.engines.reading import MAIL, card, open_mail
from kantor.words import ReadFile, Reading, Source, Value

MOST_TEXT = 4000


def prepare() -> None:
    """Nothing is opened from disk."""


def recognise(file: ReadFile) -> float:
    """A mail as it came: whatever lets mail pass has taken it apart before."""
    return 0.9 if file.media_type == MAIL and not card.is_card(file.data) else 0.0


def read(file: ReadFile) -> Sequence[Reading]:
    return [reading_of(card.read(open_mail(file.data).card))]


def reading_of(told: card.Card) -> Reading:
    """What is shown of a mail in quarantine."""
    texts = {
        "sender_email": told.sender[1].lower(),
        "sender_name": told.sender[0] or told.sender[1],
        "subject": told.headers.get("subject", ""),
        "received_on": told.sent_on,
        "enclosed": " / ".join(told.enclosed),
        "automatic": why_automatic(told.headers),
        "text": told.text[:MOST_TEXT],
    }
    return Reading(reader="mail", values={key: Value(text, Source("mail", key)) for key, text in texts.items() if text})
