"""Where the real documents lie that some tests read: `../shared/data` beside the checkout, or the folder that KANTOR_SHARED_DATA names."""

import os
from pathlib import Path

import pytest


def shared_data() -> Path:
    """The folder; skips the test with the reason where it is absent."""
    folder = Path(os.environ.get("KANTOR_SHARED_DATA") or Path(__file__).parents[4] / "shared" / "data")
    if not folder.is_dir():
        pytest.skip(f"no real documents here: {folder} is absent (KANTOR_SHARED_DATA names another place)")
    return folder
