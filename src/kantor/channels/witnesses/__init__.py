"""Witnesses outside the house: they are told the signed heads of the audit trails, so that nobody inside can replace a log unseen."""

from kantor.channels.witnesses.telling import Outside, tell, waiting

__all__ = ["Outside", "tell", "waiting"]
