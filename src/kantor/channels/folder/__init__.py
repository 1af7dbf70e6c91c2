"""The folders of a client: `inbox`, whose files are taken in, and `outbox`, from which a mail or bank program fetches what leaves."""

from kantor.channels.folder.inbox import make, place_of, take, waiting
from kantor.channels.folder.outbox import Staged, forget, hand_over, stage

__all__ = ["Staged", "forget", "hand_over", "make", "place_of", "stage", "take", "waiting"]
