"""The launcher: from a bare clone to a running command, once, whoever starts it and from wherever."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from tests.house.sources import ROOT

from kantor.site import environment

SAYS_VERSION = 'import sys\nprint("version of", sys.argv[1:], sys.prefix)\n'


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A clone with the real launcher, lock files without packages, and a program that says how it was called."""
    clone = tmp_path / "a clone of kantor"
    package = clone / "src" / "kantor"
    (package / "site").mkdir(parents=True)
    shutil.copy(ROOT / "kantor", clone)
    shutil.copy(ROOT / "src/kantor/site/environment.py", package / "site")
    (package / "__init__.py").touch()
    (package / "__main__.py").write_text(SAYS_VERSION)
    for lock in (environment.RUNTIME, environment.WITH_TOOLS):
        (clone / lock).write_text(f"# {lock} without packages\n")
    shutil.copy(ROOT / environment.FOR_UV, clone)
    return clone


def _environ(**more: str) -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith(("KANTOR_", "PYTHON", "VIRTUAL_ENV"))} | more


def _start(launcher: Path, *arguments: str, cwd: Path, **environ: str) -> "subprocess.Popen[str]":
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen([str(launcher), *arguments], cwd=cwd, env=_environ(**environ), text=True, **pipes)  # type: ignore[call-overload,no-any-return]


def test_the_first_start_makes_the_environment_and_the_second_only_starts(clone: Path, tmp_path: Path) -> None:
    first = _start(clone / "kantor", "--version", cwd=tmp_path)
    out, said = first.communicate()
    assert (first.returncode, out) == (0, f"version of ['--version'] {clone / '.venv'}\n"), said
    assert "Setting up Kantor" in said
    second = _start(clone / "kantor", "two words", cwd=tmp_path)
    assert second.communicate() == (f"version of ['two words'] {clone / '.venv'}\n", "")


def test_two_starts_at_once_set_up_once(clone: Path, tmp_path: Path) -> None:
    both = [_start(clone / "kantor", cwd=tmp_path) for _ in range(2)]
    said = [process.communicate()[1] for process in both]
    assert [process.returncode for process in both] == [0, 0]
    assert sum("Setting up Kantor" in text for text in said) == 1


def test_a_changed_lock_and_an_interrupted_set_up_are_made_good(clone: Path, tmp_path: Path) -> None:
    (clone / ".venv").mkdir()
    (clone / ".venv" / "requirements.lock.making").write_text("interrupted")
    assert _start(clone / "kantor", cwd=tmp_path).wait() == 0
    (clone / environment.RUNTIME).write_text("# a newer lock\n")
    out, said = _start(clone / "kantor", cwd=tmp_path).communicate()
    assert "Setting up Kantor" in said
    assert out
    assert _start(clone / "kantor", cwd=tmp_path).communicate()[1] == ""


def test_tests_get_the_tools_and_other_commands_keep_them(clone: Path, tmp_path: Path) -> None:
    assert _start(clone / "kantor", "test", cwd=tmp_path).wait() == 0
    assert (clone / ".venv" / environment.WITH_TOOLS).exists()
    assert _start(clone / "kantor", "config", cwd=tmp_path).communicate()[1] == ""


def test_a_link_to_the_launcher_finds_the_clone(clone: Path, tmp_path: Path) -> None:
    link = tmp_path / "kantor"
    link.symlink_to(clone / "kantor")
    assert _start(link, cwd=Path("/")).wait() == 0


def test_without_a_new_enough_python_it_says_what_to_install(clone: Path, tmp_path: Path) -> None:
    old = tmp_path / "old"
    old.mkdir()
    for program in ("sh", "dirname", "readlink", "cmp"):
        (old / program).symlink_to(shutil.which(program) or "")
    (old / "python3").write_text("#!/bin/sh\nexit 1\n")
    (old / "python3").chmod(0o755)
    process = _start(clone / "kantor", cwd=tmp_path, PATH=str(old))
    assert "Python 3.11 or newer" in process.communicate()[1]
    assert process.returncode == 2


def test_the_index_that_pip_is_told_of_is_told_to_uv() -> None:
    lines = ["global.index-url='https://packages.example/pypi'", ":env:.cert='/etc/ca.pem'", "global.timeout='60'"]
    assert environment.in_words_of_uv(lines, {}) == {"UV_DEFAULT_INDEX": "https://packages.example/pypi", "SSL_CERT_FILE": "/etc/ca.pem"}
    assert environment.in_words_of_uv(lines, {"UV_DEFAULT_INDEX": "mine", "SSL_CERT_FILE": "mine"}) == {}
