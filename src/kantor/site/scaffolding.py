"""Lays down the folder of a new department or document type, complete enough to run, for its author to shape."""

import re
from pathlib import Path
from string import Template

FORMS = Path(__file__).parent / "scaffold"
DEPARTMENTS = Path(__file__).resolve().parents[1] / "departments"
TYPES = re.compile(r"^TYPES(?:: [^=]+)? = \((.*?)\)$", re.MULTILINE | re.DOTALL)
NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")


class ScaffoldError(Exception):
    """The folder cannot be laid down; the message says why."""


def new_department(name: str, title: str, *, departments: Path = DEPARTMENTS) -> list[Path]:
    """The folder of a department without document types; the files it wrote. Raises ScaffoldError."""
    _check_name(name)
    return _lay_down("department", departments / name, {"department": name, "title": title})


def new_document(department: str, name: str, title: str, *, departments: Path = DEPARTMENTS) -> list[Path]:
    """The folder of a document type, registered in its department where that keeps its types in TYPES; the files it wrote.

    Raises ScaffoldError.
    """
    _check_name(name)
    registration = departments / department / "department.py"
    if not registration.exists():
        raise ScaffoldError(f"There is no department {department!r}. Make it first: ./kantor new department {department}")
    series = "".join(word[0] for word in name.split("_")).upper()
    words = {"department": department, "document": name, "title": title, "series": series}
    written = _lay_down("document", departments / department / name, words)
    return [*written, registration] if _register(registration, department, name) else written


def to_register(department: str, name: str) -> str:
    """What the author writes into department.py by hand where it could not be done."""
    return f"from kantor.departments.{department}.{name} import TYPE as {name.upper()}  # and add {name.upper()} to the types of DEPARTMENT"


def _register(path: Path, department: str, name: str) -> bool:
    text = path.read_text(encoding="utf-8")
    found = TYPES.search(text)
    if not found:
        return False
    kept = [entry.strip() for entry in found.group(1).split(",") if entry.strip()]
    types = ", ".join([*kept, name.upper()]) + ("" if kept else ",")
    text = text[: found.start()] + f"TYPES: tuple[DocumentType, ...] = ({types})" + text[found.end() :]
    line = f"from kantor.departments.{department}.{name} import TYPE as {name.upper()}\n"
    imports = sorted([*re.findall(rf"^from kantor\.departments\.{department}\..*\n", text, re.MULTILINE), line])
    text = re.sub(rf"^from kantor\.departments\.{department}\..*\n", "", text, flags=re.MULTILINE)
    path.write_text(text.replace("from kantor.words", "".join(imports) + "from kantor.words", 1), encoding="utf-8")
    return True


def _lay_down(form: str, folder: Path, words: dict[str, str]) -> list[Path]:
    if folder.exists():
        raise ScaffoldError(f"{folder} exists already. Choose another name, or change what is there.")
    written = []
    for source in sorted((FORMS / form).rglob("*.txt")):
        path = folder / source.relative_to(FORMS / form).with_suffix("")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(Template(source.read_text(encoding="utf-8")).substitute(words), encoding="utf-8")
        written.append(path)
    return written


def _check_name(name: str) -> None:
    if not NAME.fullmatch(name):
        raise ScaffoldError(f"{name!r} is not a name for a folder of code: small letters, digits and underscores, such as travel_expense.")
