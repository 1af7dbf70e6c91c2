"""What clerks teach about mails: under which kind they put what somebody writes, by sender and subject; remembered for each client."""

import re

from kantor.kit.text import fold
from kantor.words import Answers, Ask, Lesson, Reading, lessons_asked, taught

MATTER = "correspondence.matter"
COMPLAINT = "complaint"
_ANSWERS = re.compile(r"^(?:(?:re|aw|fwd?|wg|odp|pd|bls|tr)\s*:\s*)+", re.IGNORECASE)


def lessons(reading: Reading) -> dict[str, Lesson]:
    """Where the kind of a matter is remembered; deciding that something is a complaint teaches that as well."""
    lesson = of(reading)
    if lesson is None:
        return {}
    return {"kind": lesson, **({"decision": lesson} if reading.text("decision") == COMPLAINT else {})}


def of(reading: Reading) -> Lesson | None:
    """By the sender: what was said of the same subject, else of anything of theirs. None where nobody is named as the sender."""
    email = reading.text("sender_email").strip().lower()
    return Lesson(f"mail:{email}", (f"kind:{subject_of(reading)}", "kind:")) if email else None


def asked(reading: Reading) -> tuple[Ask, ...]:
    lesson = of(reading)
    return (lessons_asked(MATTER, lesson.scope),) if lesson else ()


def kind_taught(reading: Reading, answers: Answers) -> tuple[str, bool]:
    """The kind that a clerk gave such a mail the last time, '' where none did; whether that was one with the same subject."""
    lesson = of(reading)
    if lesson is None:
        return "", False
    for place, about in enumerate(lesson.about):
        if known := taught(answers, MATTER, Lesson(lesson.scope, (about,))):
            return str(known["value"]), place == 0
    return "", False


def subject_of(reading: Reading) -> str:
    """The words of the subject, without numbers and without what answers put in front."""
    return " ".join(re.findall(r"[^\W\d_]+", fold(_ANSWERS.sub("", reading.text("subject").strip()))))
