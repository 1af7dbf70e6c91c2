"""A newcomer follows CONTRIBUTING.md to the letter, in a copy of the project, and ends with a document type that works."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.house.sources import ROOT, tracked

TUTORIAL = "## A document type in 15 minutes"
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FAILS = "# fails"


def _blocks() -> Iterator[tuple[str, str]]:
    """(language, text) of every block of the tutorial, in their order."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    tutorial = text[text.index(TUTORIAL) :].split("\n## ")[0]
    yield from BLOCK.findall(tutorial)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The project's files without its history and its tools."""
    for name in tracked():
        target = tmp_path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, target)
    return tmp_path


def test_following_the_tutorial_ends_with_a_document_type_that_works(copy: Path) -> None:
    blocks = list(_blocks())
    assert [language for language, _ in blocks] == ["sh", "toml", "sh", "diff", "diff", "diff", "python", "sh"]
    for language, text in blocks:
        if language == "sh":
            for line in text.splitlines():
                _run(line, copy)
        elif language == "diff":
            _call(["git", "apply", "-"], copy, given=text)
        else:
            _write(text, copy)
    assert (copy / "src/kantor/departments/fleet/fuel_receipt/samples/more_than_a_tank.toml").exists()


def _write(text: str, copy: Path) -> None:
    """A file that the tutorial shows whole; its first line is a comment with its path."""
    first, rest = text.split("\n", 1)
    path = copy / first.removeprefix("# ")
    assert not path.exists()
    path.write_text(rest, encoding="utf-8")


def _run(line: str, copy: Path) -> None:
    """A command of the launcher, with this Python instead of an environment of its own; one process, so that it starts one server."""
    command, *arguments = shlex.split(line.removesuffix(FAILS))
    assert command == "./kantor"
    alone = ["-n0", "-q"] if arguments[0] == "test" else []
    output = _call([sys.executable, "-m", "kantor", *arguments, *alone], copy, fails=line.endswith(FAILS))
    assert "no tests ran" not in output


def _call(command: list[str], copy: Path, *, given: str = "", fails: bool = False) -> str:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("KANTOR_", "PYTEST_", "DJANGO_", "GIT_"))}
    environment |= {"PYTHONPATH": str(copy / "src"), "GIT_CEILING_DIRECTORIES": str(copy.parent)}
    done = subprocess.run(command, cwd=copy, env=environment, input=given, capture_output=True, text=True, check=False)
    assert (done.returncode == 1) if fails else (done.returncode == 0), f"{command}\n{done.stdout[-4000:]}{done.stderr[-2000:]}"
    return done.stdout
