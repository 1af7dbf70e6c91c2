"""A document type and a department, as they declare themselves to the house."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from kantor.words.effect import Effect, Letter
from kantor.words.field import Field, Reading, Table
from kantor.words.finding import Finding
from kantor.words.lesson import Lesson
from kantor.words.page import Page
from kantor.words.passing import Passing
from kantor.words.process import Handing, Process
from kantor.words.question import Answer, Answers, Ask
from kantor.words.teaching import Teaching


@dataclass(frozen=True, kw_only=True, slots=True)
class ReadFile:
    """What a reader gets: the bytes, the media type found by content, and the file's name."""

    data: bytes
    media_type: str
    name: str


class Unreadable(Exception):
    """A file that its type's reader cannot read; key: the sentence that says why, evidence: what it is filled with."""

    def __init__(self, key: str, evidence: Mapping[str, str] | None = None) -> None:
        super().__init__(key)
        self.key = key
        self.evidence = dict(evidence or {})


@dataclass(frozen=True, kw_only=True, slots=True)
class Rule:
    """A rule: the facts it asks for, and a pure judgement. Its key names it in findings and decisions.

    asks(reading) -> the questions it needs; judge(reading, answers, today) -> findings, of any severity.
    """

    key: str
    judge: Callable[[Reading, Answers, date], Iterable[Finding]]
    asks: Callable[[Reading], Iterable[Ask]] = lambda reading: ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Verified:
    """A document as its effect sees it: what it says, what was known, and the client whose books it enters.

    client: `id`, `country`, `currency`, `chart`, `fiscal_year_start` (month), `vat_id`, `name` of the client.
    """

    document_id: int
    type: str
    reading: Reading
    answers: Answers
    client: Mapping[str, Any]
    today: date


@dataclass(frozen=True, kw_only=True, slots=True)
class Audience:
    """Who of those that work with a type sees which of its documents: the people of the department that a document was handed to.

    of(reading) -> the key of that department, one of `departments`; anything else counts as the first of them. `<type>.see` shows every
    document of the type, `<type>.see.<department>` those of the department; pure.
    """

    departments: tuple[str, ...]
    of: Callable[[Reading], str]


@dataclass(frozen=True, kw_only=True, slots=True)
class DocumentType:
    """One folder of a department.

    key: `payables.supplier_invoice`; recognise(file) -> how sure it is that this is such a document, 0..1;
    read(file) -> readings (several where the file holds several documents); read_pages(pages) -> readings of a file without data of its
    own, from the words of its pages (in their order, upright, from the text layer or recognised in a picture: `Page.read_by`); none where
    the pages say nothing it knows. It is a pure function of a module and may run behind the walls (`prepare` of its module loads before);
    read_as_taught(pages, teaching) -> the same with what people taught the client's office;
    sort_as_taught(reading, model, name) -> a reading that came as data, told anew by the client's own classifier (its bytes, and its name
    as a reader);
    read_framed(pages) -> a reading with the rows of the table `lines` alone, from pages of which only the words are left that a person
    framed; none where they are no table, and like read_pages a pure function of a module; senders: keys of the fields by which papers of
    one sender are known again, the surest first;
    identify(reading, answers) -> a reading that says whose it
    is, so that what is known of them can be asked; suggest(reading, answers) -> one completed from orders, history and master data;
    passing(reading, answers, today) -> of the values that a machine read off pages those that count, fields and cells of tables: by which
    rule each passes unseen, or what is missing, pure; effect(verified) -> what it does, pure;
    letter_back(verified, reason) -> what is written to whoever sent it when it goes back;
    letter_asks(reading) -> what is asked when that letter is written, and not before;
    lessons(reading) -> address -> where the house remembers what a person types there;
    handed(reading) -> to whom its first step goes, where that is not everybody with the step's role;
    audience: who sees which of its documents, where `<type>.see` is not for everybody that works with them; is_personal(reading) -> whether
    it speaks of a person's own affairs: what it came in, and what came along without being recognised, is seen by its own readers alone;
    origin: key of the field with the number of the document that it goes back to;
    retention: class name of the country's retention rule;
    route_amount: key of the AMOUNT field that limits of authority look at; concerns: keys of the fields with the e-mail addresses of
    people who gain something by the document, so that they do not approve it themselves;
    meanings: field key -> what it is called in the forms of other types that say the same by another name;
    papers: kinds of paper that this is the form for, as `engines.extracting` names them: what a person may give another form to, and where
    a paper opens that is surely of such a kind (`SEEMS`).
    """

    key: str
    fields: tuple[Field, ...]
    tables: tuple[Table, ...] = ()
    retention: str = "voucher"
    confidential: bool = False
    process: Process
    recognise: Callable[[ReadFile], float] | None = None
    read: Callable[[ReadFile], Sequence[Reading]] | None = None
    read_pages: Callable[[Sequence[Page]], Sequence[Reading]] | None = None
    read_as_taught: Callable[[Sequence[Page], Teaching], Sequence[Reading]] | None = None
    sort_as_taught: Callable[[Reading, bytes, str], Reading] | None = None
    read_framed: Callable[[Sequence[Page]], Sequence[Reading]] | None = None
    senders: tuple[str, ...] = ()
    identify: Callable[[Reading, Answers], Reading] | None = None
    suggest: Callable[[Reading, Answers], Reading] | None = None
    asks: Callable[[Reading], Iterable[Ask]] = lambda reading: ()
    rules: tuple[Rule, ...] = ()
    passing: Callable[[Reading, Answers, date], Sequence[Passing]] | None = None
    effect: Callable[[Verified], Effect] | None = None
    letter_back: Callable[[Verified, str], Letter] | None = None
    letter_asks: Callable[[Reading], Iterable[Ask]] = lambda reading: ()
    lessons: Callable[[Reading], Mapping[str, Lesson]] = lambda reading: {}
    handed: Callable[[Reading], Handing] = lambda reading: Handing()
    audience: Audience | None = None
    is_personal: Callable[[Reading], bool] | None = None
    origin: str = ""
    route_amount: str | None = None
    concerns: tuple[str, ...] = ()
    meanings: Mapping[str, str] = field(default_factory=dict)
    papers: tuple[str, ...] = ()
    samples: Path | None = None

    @property
    def department(self) -> str:
        return self.key.split(".")[0]

    def field_at(self, address: str) -> Field:
        """The field, or the column of a table's cell (`lines.0.net`). KeyError where the type has none."""
        if "." not in address:
            return {one.key: one for one in self.fields}[address]
        table, _, column = address.split(".")
        return {one.key: one for one in {one.key: one for one in self.tables}[table].columns}[column]


@dataclass(frozen=True, kw_only=True, slots=True)
class Department:
    """What a department registers: its document types, roles with permissions, answers to questions, effect parts, menu and reports.

    roles: role key -> permissions (`payables.supplier_invoice.verify`); answers: question -> function;
    guarded: permissions whose holders log in with a second factor where the setting asks for it (`second_factor_for`);
    parts: handlers of effect parts of its own (`kinds`, `order`, `apply`, `reverse`); menu: (label key, url name, permission).
    """

    key: str
    types: tuple[DocumentType, ...] = ()
    roles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    guarded: tuple[str, ...] = ()
    answers: Mapping[str, Answer] = field(default_factory=dict)
    parts: tuple[Any, ...] = ()
    menu: tuple[tuple[str, str, str], ...] = ()
    urls: tuple[Any, ...] = ()
    reports: Path | None = None
