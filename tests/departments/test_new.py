"""A department and a document type laid down by `kantor new` run as they are, keep the rules of the house, and refuse to overwrite."""

import importlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from tests.departments import samples
from tests.house.sources import ROOT

import kantor.departments
from kantor.site import scaffolding


@pytest.fixture
def departments(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder in which a department can be made and imported, without touching the real ones."""
    monkeypatch.setattr(kantor.departments, "__path__", [*kantor.departments.__path__, str(tmp_path)])
    yield tmp_path
    for name in [name for name in sys.modules if name.startswith("kantor.departments.fleet")]:
        del sys.modules[name]


@pytest.fixture
def fleet(departments: Path) -> ModuleType:
    scaffolding.new_department("fleet", "Fleet", departments=departments)
    scaffolding.new_document("fleet", "fuel_receipt", "Fuel receipt", departments=departments)
    scaffolding.new_document("fleet", "damage", "Damage", departments=departments)
    return importlib.import_module("kantor.departments.fleet.department")


def test_a_new_document_type_is_registered_and_its_samples_pass(fleet: ModuleType) -> None:
    types = fleet.DEPARTMENT.types
    assert [type.key for type in types] == ["fleet.fuel_receipt", "fleet.damage"]
    assert "fleet.damage.approve" in fleet.DEPARTMENT.roles["fleet.approver"]
    for type in types:
        paths = sorted(type.samples.glob("*.toml"))
        assert len(paths) == 2
        for path in paths:
            samples.run(type, path)


def test_what_is_laid_down_keeps_the_rules_of_the_house(fleet: ModuleType, departments: Path) -> None:
    for command in (["check"], ["format", "--check"]):
        config = ["--config", str(ROOT / "pyproject.toml")]
        done = subprocess.run(
            [sys.executable, "-m", "ruff", *command, *config, str(departments)], capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr


def test_nothing_is_overwritten_and_nonsense_refused(fleet: ModuleType, departments: Path) -> None:
    with pytest.raises(scaffolding.ScaffoldError, match="exists already"):
        scaffolding.new_department("fleet", "Fleet", departments=departments)
    with pytest.raises(scaffolding.ScaffoldError, match="no department 'boats'"):
        scaffolding.new_document("boats", "log", "Log", departments=departments)
    with pytest.raises(scaffolding.ScaffoldError, match="small letters"):
        scaffolding.new_document("fleet", "Fuel-Receipt", "Fuel receipt", departments=departments)


def test_the_command_says_what_to_do_next() -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    command = [sys.executable, "-m", "kantor", "new", "document", "boats", "log"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, "Make it first: ./kantor new department boats" in done.stderr) == (2, True)
