"""The bank outside: fetches what lies in the house's outbox the moment it is in sight, and keeps all it ever got.

Fetching is one step of the file system, so that a killed bank has a file or has it not; what comes under the same name again is kept
beside the first and counts.
"""

import os
import time
from pathlib import Path

BANK = "bank"


def fetch() -> None:
    data = Path(os.environ["KANTOR_DATA"])
    kept = data / BANK
    while True:
        for place in (data / "outbox").glob("*"):
            for entry in os.scandir(place):
                if entry.is_file() and not entry.name.startswith("."):
                    (kept / place.name).mkdir(parents=True, exist_ok=True)
                    os.rename(entry.path, kept / place.name / f"{time.time_ns()}@{entry.name}")
        time.sleep(0.05)
