"""Letters on paper: what an outbox letter says becomes pages as PDF/A, in the language of whoever gets it."""

from kantor.channels.print.letter import LetterFault, cached, letter

__all__ = ["LetterFault", "cached", "letter"]
