"""What people taught for a field, with who entered it where and when, in words."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from kantor.desk.visit import Visit
from kantor.kit.ui import shown
from kantor.spine import access, documents, facts
from kantor.spine.documents import Checked
from kantor.words import lessons_asked, taught


class Taught(NamedTuple):
    """A value that somebody entered last time, and the sentence that says who, for which document and when."""

    value: str
    why: str


def taught_for(places: Sequence[tuple[Checked, str]], visit: Visit) -> dict[int, Taught]:
    """By document: what was taught for this address of it; documents for which nobody taught anything are left out."""
    lessons = {
        item.document_id: (item.type, lesson)
        for item, address in places
        if (lesson := documents.type_of(item.type).lessons(item.reading).get(address))
    }
    answers = facts.ask(list({lessons_asked(type, lesson.scope): None for type, lesson in lessons.values()}), visit.today)
    found = {key: known for key, (type, lesson) in lessons.items() if (known := taught(answers, type, lesson)) and known["value"]}
    names = access.names(sorted({int(known["person"]) for known in found.values()})) if found else {}
    return {
        key: Taught(
            str(known["value"]),
            shown.sentence(
                "desk.taught",
                person=names.get(int(known["person"]), ""),
                number=known["number"] or f"#{known['document']}",
                day=shown.day(date.fromisoformat(known["on"])),
            ),
        )
        for key, known in found.items()
    }
