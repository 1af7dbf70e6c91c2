"""Events for other programs: what happened to a client's documents, read from the audit trail and sent as webhooks."""

from kantor.channels.hooks.events import Event, Place, events, here, place_of, place_text
from kantor.channels.hooks.posting import Unsendable, checked_url
from kantor.channels.hooks.sending import deliver, waiting
from kantor.channels.hooks.subscribing import Delivery, Hook, deliveries, end, hook, hooks_of, replay, subscribe
from kantor.channels.hooks.tidying import over, tidy

__all__ = [
    "Delivery",
    "Event",
    "Hook",
    "Place",
    "Unsendable",
    "checked_url",
    "deliver",
    "deliveries",
    "end",
    "events",
    "here",
    "hook",
    "hooks_of",
    "over",
    "place_of",
    "place_text",
    "replay",
    "subscribe",
    "tidy",
    "waiting",
]
