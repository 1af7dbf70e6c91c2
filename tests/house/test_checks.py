"""The tools' verdicts as tests: ruff, mypy strict, and the contracts between packages."""

import os
import subprocess
import sys
from collections.abc import Sequence

from tests.house.sources import ROOT


def _passes(command: Sequence[str]) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "NO_COLOR": "1"}
    done = subprocess.run([sys.executable, "-m", *command], cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]


def test_ruff_has_no_complaint() -> None:
    _passes(["ruff", "check", "--output-format=concise", "src", "tests"])


def test_the_code_is_formatted() -> None:
    _passes(["ruff", "format", "--check", "--quiet", "src", "tests"])


def test_mypy_strict_has_no_complaint() -> None:
    _passes(["mypy", "--no-error-summary"])


def test_packages_import_only_what_they_may() -> None:
    _passes(["tests.house.contracts"])
