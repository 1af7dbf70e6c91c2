"""The program that checks evidence, as the one file that goes out with it: what it imports from the house stands in it instead."""

from functools import cache
from pathlib import Path

from kantor.engines.timestamps import CHECKER

PROGRAM = Path(__file__).with_name("verify_evidence.py")
IMPORT = "from kantor.engines.timestamps.token import NotStamped, check_stamp\n"


@cache
def verifier() -> bytes:
    """The whole program; Python 3.11 and `cryptography` are all it needs."""
    before, found, after = PROGRAM.read_text(encoding="utf-8").partition(IMPORT)
    if not found:
        raise LookupError(f"{PROGRAM.name} does not import what it is to be joined with")
    return f"{before}{CHECKER.read_text(encoding='utf-8')}{after}".encode()
