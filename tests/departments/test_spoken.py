"""Whatever a document type declares has a word for it: its name, its fields, tables, choices of its own, and its department."""

from collections.abc import Iterator

import pytest

from kantor.kit.say import known
from kantor.site import house
from kantor.words import DocumentType


def _keys(type: DocumentType) -> Iterator[str]:
    yield type.key
    for field in type.fields:
        yield f"{type.key}.{field.key}"
    for table in type.tables:
        yield f"{type.key}.{table.key}"
        yield from (f"{type.key}.{table.key}.{column.key}" for column in table.columns)


@pytest.mark.parametrize("type", house.types(), ids=lambda type: type.key)
def test_everything_on_a_form_has_a_word(type: DocumentType) -> None:
    assert [key for key in _keys(type) if not known(key)] == []
    assert [
        field.group for field in type.fields if not (known(f"desk.group.{field.group}") or known(f"{type.key}.group.{field.group}"))
    ] == []


@pytest.mark.parametrize("type", house.types(), ids=lambda type: type.key)
def test_every_step_has_a_word(type: DocumentType) -> None:
    steps = [step.key for step in type.process.steps]
    assert [key for key in steps if not (known(f"desk.step.{key}") or known(f"{type.key}.step.{key}"))] == []


def test_departments_and_roles_have_a_name() -> None:
    names = [name for department in house.departments() for name in (department.key, *department.roles)]
    assert [name for name in names if not known(name)] == []
