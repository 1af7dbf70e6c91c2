"""Why a file was not read: a key for the sentence a person is shown, and the facts that go into it."""

from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class Refusal:
    """key: stable name of the reason, e.g. `pdf_encrypted`; evidence: placeholder -> text."""

    key: str
    evidence: dict[str, str] = field(default_factory=dict)


def megabytes(size_bytes: int) -> str:
    """A size as a sentence tells it."""
    return f"{size_bytes / (1 << 20):.2f}".rstrip("0").rstrip(".")


class Refused(Exception):
    """Raised where a reader cannot go on; the boundary turns it into the Refusal it carries."""

    def __init__(self, key: str, **evidence: str) -> None:
        super().__init__(f"{key} {evidence}" if evidence else key)
        self.key = key
        self.evidence = evidence

    @property
    def refusal(self) -> Refusal:
        return Refusal(key=self.key, evidence=self.evidence)
