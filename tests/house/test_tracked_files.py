"""What may lie in the repository: no path of somebody's machine, no registry's address, no heavy file; locks carry hashes."""

import re
import subprocess

import pytest
from tests.house.sources import ROOT, tracked

LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-uv.lock")
MACHINE = re.compile(r"(?<![\w.-])/(?:work|farm|root)/|/simple/?[\"'\s]|index-url +\S*://")
PINNED = re.compile(r"^([a-z0-9][a-z0-9._-]*(?:\[[a-z0-9,_-]+\])?)==(\S+)", re.MULTILINE)
HEAVIEST_BYTES = 1_000_000
# This file spells out what it looks for.
OWN = "tests/house/test_tracked_files.py"


def test_no_path_of_a_machine_and_no_registry() -> None:
    found = []
    for name in tracked():
        try:
            text = (ROOT / name).read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        found += [f"{name}: {match.group()}" for match in MACHINE.finditer(text) if name != OWN]
    assert found == []


def test_no_file_is_heavy() -> None:
    assert [name for name in tracked() if (ROOT / name).stat().st_size > HEAVIEST_BYTES] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_has_its_hashes(lock: str) -> None:
    text = (ROOT / lock).read_text()
    pins = PINNED.findall(text)
    assert len(pins) >= 1
    requirements = re.split(r"\n(?=[a-z0-9])", "\n" + re.sub(r"^\s*#.*\n", "", text, flags=re.MULTILINE))
    assert [block.split("\n")[0] for block in requirements if block.strip() and "--hash=sha256:" not in block] == []
    assert not re.search(r"https?://", text)


def test_the_lock_with_tools_contains_the_runtime() -> None:
    runtime, tools = (dict(PINNED.findall((ROOT / lock).read_text())) for lock in LOCKS[:2])
    assert {name: tools.get(name) for name in runtime} == runtime


def test_every_dependency_is_pinned() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    wanted = {re.split(r"[\[<>=!~ ]", entry)[0] for entry in project["project"]["dependencies"]}
    assert wanted <= {name.split("[")[0] for name, _ in PINNED.findall((ROOT / LOCKS[0]).read_text())}


def test_shell_scripts_are_sound() -> None:
    for script, shell in (("kantor", "sh"), (".ci/run", "bash")):
        assert subprocess.run([shell, "-n", str(ROOT / script)], check=False).returncode == 0
        assert (ROOT / script).stat().st_mode & 0o111
