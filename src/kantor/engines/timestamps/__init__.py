"""Time stamps of an outside service (RFC 3161): asking for one, and checking it without that service."""

from pathlib import Path as File

from kantor.engines.timestamps.asking import request, token_of
from kantor.engines.timestamps.token import NotStamped, Stamp, check_stamp

CHECKER = File(__file__).with_name("token.py")
"""The code that checks a token; the program that checks evidence carries it."""

__all__ = ["CHECKER", "NotStamped", "Stamp", "check_stamp", "request", "token_of"]
