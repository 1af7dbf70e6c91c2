"""Approved terms hold because they stand: the runs of later days find the newest of them."""

from kantor.words import Effect, Verified


def effect(verified: Verified) -> Effect:
    """Pure. Nothing is written besides."""
    return Effect()
