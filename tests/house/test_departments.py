"""Every department is complete: folders and keys agree, everything has its words, everybody named exists, every question is answered."""

import ast
import string
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

import pytest
from tests.house.said_keys import said_in
from tests.house.sources import ROOT, Module, modules, tracked

from kantor.kit import say
from kantor.site import house
from kantor.spine import access, cases, documents, facts, ledger, parties, spotchecks
from kantor.words import Ask, Department, DocumentType, Field, Kind, Reading, Verified
from kantor.words.field import Source, Value

FOLDER = "src/kantor/departments"
DEPARTMENTS = house.departments()
TYPES = house.types()
VERBS = {"see", "enter", "send_back"}
"""What may be done with a document besides the steps of its process."""
SHARED = {
    "access.sessions.end",
    "documents.hand_in",
    "documents.unrecognised.see",
    "books.see",
    "ledger.see",
    "parties.see",
    "spotchecks.see",
    "spotchecks.decide",
    "purchasing.see",
    "trail.see",
    "payables.letter.approve",
    "receivables.letter.approve",
    "correspondence.see",
    "correspondence.letter.approve",
}
"""Permissions that no document type names: log-ins, books, suppliers, orders, the audit trail, letters, registers."""
DAY = date(2026, 3, 2)
COLUMNS = {"number", "document_on", "due_on", "amount", "currency", "party_id", "party_name"}

per_type = pytest.mark.parametrize("type", TYPES, ids=lambda type: type.key)
per_department = pytest.mark.parametrize("department", DEPARTMENTS, ids=lambda department: department.key)


def _folders() -> set[str]:
    return {name.split("/")[3] for name in tracked() if name.startswith(f"{FOLDER}/") and name.count("/") > 3}


def test_every_folder_registers_the_department_of_its_name() -> None:
    assert {department.key for department in DEPARTMENTS} == _folders()


@per_department
def test_a_department_says_in_the_clerks_words_what_it_is_for(department: Department) -> None:
    folder = ROOT / FOLDER / department.key
    text = (folder / "README.md").read_text(encoding="utf-8")
    assert text.startswith("# ")
    assert all(question in text for question in ("**Comes in:**", "**Goes out:**", "**Who decides:**"))


@per_type
def test_a_type_is_a_folder_of_its_name(type: DocumentType) -> None:
    department, folder = type.key.split(".")
    assert department in {one.key for one in DEPARTMENTS}
    assert (ROOT / FOLDER / department / folder / "document.py").is_file()
    assert (ROOT / FOLDER / department / folder / "effect.py").is_file() == (type.effect is not None)
    assert type.process.key == type.key


@per_type
def test_columns_groups_and_amounts_are_known(type: DocumentType) -> None:
    columns = [field.column for field in type.fields if field.column]
    assert set(columns) <= COLUMNS
    assert len(columns) == len(set(columns)), "two fields would be written into one column"
    assert type.route_amount is None or {field.kind for field in type.fields if field.key == type.route_amount} == {Kind.AMOUNT}
    keys = [field.key for field in type.fields] + [table.key for table in type.tables]
    assert len(keys) == len(set(keys))
    assert [field.key for field in _all_fields(type) if (field.kind is Kind.CHOICE) != bool(field.choices)] == []


@per_type
def test_a_type_has_words_for_all_that_people_see_of_it(type: DocumentType) -> None:
    wanted = [type.key, *(f"{type.key}.{field.key}" for field in type.fields), *(f"{type.key}.{table.key}" for table in type.tables)]
    wanted += [f"{type.key}.{table.key}.{column.key}" for table in type.tables for column in table.columns]
    assert [key for key in wanted if not say.known(key)] == []


@per_type
def test_groups_steps_and_choices_have_words(type: DocumentType) -> None:
    wanted = [("group", field.group) for field in type.fields] + [("step", step.key) for step in type.process.steps]
    assert sorted({pair for pair in wanted if not _known(f"{type.key}.{'.'.join(pair)}", f"desk.{'.'.join(pair)}")}) == []
    choices = {(field.key, choice) for field in _all_fields(type) for choice in field.choices}
    assert sorted(pair for pair in choices if not _known(f"{type.key}.{'.'.join(pair)}", f"desk.choice.{'.'.join(pair)}")) == []


@per_department
def test_departments_roles_and_menus_have_words(department: Department) -> None:
    wanted = [department.key, *department.roles, *(label for label, _, _ in department.menu)]
    assert [key for key in wanted if not say.known(key)] == []


@per_department
def test_what_a_department_finds_has_a_sentence_that_can_be_filled(department: Department) -> None:
    _assert_said(f"{FOLDER}/{department.key}/", at_least=0 if department.key in ("accounting", "office") else 3)


@per_department
def test_what_stands_in_queues_has_a_short_word_without_blanks(department: Department) -> None:
    keys = {key for one in said_in(modules(f"{FOLDER}/{department.key}/")) if not one.is_noted for key in one.candidates() if _blanks(key)}
    assert sorted(key for key in keys if not say.known(f"{key}.short") or _blanks(f"{key}.short")) == []


@pytest.mark.parametrize("part", ["access", "cases", "documents", "facts", "ledger", "parties"])
def test_what_the_spine_refuses_has_a_sentence_that_can_be_filled(part: str) -> None:
    _assert_said(f"src/kantor/spine/{part}/", at_least=3)


def _assert_said(folder: str, *, at_least: int) -> None:
    said = said_in(modules(folder))
    assert len(said) >= at_least
    assert sorted({f"{one.place} {one.candidates()[0]}" for one in said if not any(map(say.known, one.candidates()))}) == []
    unfilled = []
    for one in said:
        for key in filter(say.known, one.candidates()):
            if one.evidence is not None and not _blanks(key) <= one.evidence:
                unfilled.append(f"{one.place} {key}: {sorted(_blanks(key) - one.evidence)}")
    assert unfilled == []


@per_type
def test_every_step_is_done_by_a_role_that_may_do_it(type: DocumentType) -> None:
    roles = house.roles()
    for step in type.process.steps:
        assert f"{type.key}.{step.key}" in roles.get(step.role, ()), f"{step.role} cannot {step.key}"
        assert f"{type.key}.see" in roles[step.role]
    assert any(f"{type.key}.enter" in permissions for permissions in roles.values()), "nobody may enter it"


@per_department
def test_permissions_name_a_type_and_a_verb(department: Department) -> None:
    allowed = {f"{type.key}.{verb}" for type in TYPES for verb in VERBS | {step.key for step in type.process.steps}} | SHARED
    allowed |= {f"{type.key}.see.{one}" for type in TYPES if type.audience for one in type.audience.departments}
    given = {permission for permissions in department.roles.values() for permission in permissions}
    assert sorted(given - allowed) == []
    others = {role: rights for role, rights in department.roles.items() if not role.startswith(f"{department.key}.")}
    assert sorted(role for role, rights in others.items() if not all(right.endswith(".see") for right in rights)) == []
    assert others.keys() <= {role for one in DEPARTMENTS for role in one.roles if role.startswith(f"{one.key}.")}
    assert [permission for _, _, permission in department.menu if permission not in allowed] == []


@per_type
def test_every_question_is_answered_by_somebody(type: DocumentType) -> None:
    spine = {*access.ANSWERS, *parties.ANSWERS, *documents.ANSWERS, *spotchecks.ANSWERS, *ledger.ANSWERS}
    answered = spine | {name for one in DEPARTMENTS for name in one.answers}
    reading = _filled(type)
    asked: Iterable[Ask] = [*type.asks(reading), *type.letter_asks(reading), *(ask for rule in type.rules for ask in rule.asks(reading))]
    assert sorted({ask.question for ask in asked} - answered) == []


def test_every_kind_of_effect_part_has_one_handler() -> None:
    handlers: list[Any] = [*access.PARTS, *parties.PARTS, *documents.PARTS, *ledger.PARTS, *facts.PARTS, *cases.PARTS]
    handlers += [handler for department in DEPARTMENTS for handler in department.parts]
    kinds = [kind for handler in handlers for kind in handler.kinds]
    assert len(kinds) == len(set(kinds))
    declared = {kind for module in (*modules("src/kantor/words"), *modules(FOLDER)) for kind in _kinds(module)}
    assert len(declared) > 20
    assert sorted(declared - set(kinds) - {"reversal"}) == [], "only a reversal is the house's own doing"


@per_type
def test_rules_and_effects_are_pure(type: DocumentType) -> None:
    """Whatever they import within the house knows neither Django nor the database, nor anything of the spine."""
    functions = [type.asks, type.effect, type.suggest, type.letter_back, *(rule.judge for rule in type.rules)]
    roots = {function.__module__ for function in functions if function is not None} - {"kantor.words.document"}
    assert roots
    assert sorted(name for name in _imported(roots) if name.split(".")[0] in ("django", "psycopg") or name.startswith("kantor.spine")) == []


@per_type
def test_rules_have_keys_of_their_own_department(type: DocumentType) -> None:
    keys = [rule.key for rule in type.rules]
    assert len(keys) == len(set(keys))
    assert [key for key in keys if not key.startswith(f"{type.department}.")] == []


@pytest.mark.parametrize("language", say.LANGUAGES)
@per_type
def test_the_letter_of_a_type_has_its_words_and_no_blank_left(type: DocumentType, language: str) -> None:
    if type.letter_back is None:
        return
    verified = Verified(
        document_id=1, type=type.key, reading=_filled(type), answers={}, client={"name": "Muster GmbH", "language": language}, today=DAY
    )
    letter = type.letter_back(verified, "The sum is wrong.")
    written = documents.letter_text(letter.template, language, letter.values)
    assert all(text and "{" not in text and letter.template not in text for text in written)


@per_type
def test_a_type_with_samples_has_some(type: DocumentType) -> None:
    assert type.samples is None or sorted(type.samples.glob("*.toml")) != []


def _all_fields(type: DocumentType) -> list[Field]:
    return [*type.fields, *(column for table in type.tables for column in table.columns)]


def _blanks(key: str) -> set[str]:
    """What a sentence must be filled with; nothing where there is no such sentence."""
    return {name for _, name, _, _ in string.Formatter().parse(say.words().get(key, {}).get("en", "")) if name}


def _known(*keys: str) -> bool:
    return any(map(say.known, keys))


def _imported(roots: set[str]) -> set[str]:
    """Dotted names of all that these modules import, directly or through other modules of the house."""
    sources = {module.dotted: module for module in modules("src/kantor")}
    found: set[str] = set()
    waiting = list(roots)
    while waiting:
        module = sources.get(waiting.pop())
        fresh = set(_imports(module)) - found if module else set()
        found |= fresh
        waiting += fresh
    return found


def _imports(module: Module) -> Iterator[str]:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _kinds(module: Module) -> Iterator[str]:
    """`kind: ClassVar[str] = "entry"` of each effect part."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.AnnAssign) and ast.unparse(node.target) == "kind" and isinstance(node.value, ast.Constant):
            yield from [str(node.value.value)] if node.value.value else []


def _filled(type: DocumentType) -> Reading:
    """A reading with something in every field, so that every question is asked."""
    examples = {Kind.DATE: "2026-03-02", Kind.CURRENCY: "EUR", Kind.COUNTRY: "DE"}

    def value(field: Field) -> Value:
        return Value(field.choices[0] if field.choices else examples.get(field.kind, "1"), Source("person"))

    return Reading(
        reader="person",
        values={field.key: value(field) for field in type.fields},
        tables={table.key: ({column.key: value(column) for column in table.columns},) for table in type.tables},
    )
