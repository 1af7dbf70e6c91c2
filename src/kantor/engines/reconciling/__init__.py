"""Matches lines of bank statements to open items: what surely belongs together posts by itself, the rest is suggested with its reasons."""

from kantor.engines.reconciling.book import Book, Known
from kantor.engines.reconciling.habits import BackTest, Habit, Payment, back_test, habit_of, habits
from kantor.engines.reconciling.learning import Decided, Lessons, learned, wilson
from kantor.engines.reconciling.matching import match, suggest
from kantor.engines.reconciling.model import Evidence, Line, OpenItem, Outcome, Party, Policy, Proposal, Rest, Settled, Share
from kantor.engines.reconciling.returning import says_return

__all__ = [
    "BackTest",
    "Book",
    "Decided",
    "Evidence",
    "Habit",
    "Known",
    "Lessons",
    "Line",
    "OpenItem",
    "Outcome",
    "Party",
    "Payment",
    "Policy",
    "Proposal",
    "Rest",
    "Settled",
    "Share",
    "back_test",
    "habit_of",
    "habits",
    "learned",
    "match",
    "says_return",
    "suggest",
    "wilson",
]
