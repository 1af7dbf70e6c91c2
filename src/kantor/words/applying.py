"""What passes between the house and the code behind a kind of effect part: the part on its way, and a refusal."""

from collections.abc import Mapping
from dataclasses import dataclass

from kantor.words.effect import Part


@dataclass(frozen=True, slots=True)
class Applied:
    """A part on its way into the books. `reverses_document_id`: the document whose recorded parts are negated, None when applied first."""

    client_id: int
    document_id: int
    index: int
    part: Part | None
    reverses_document_id: int | None = None


class Refusal(Exception):
    """A part cannot be applied for a reason of business (closed period, nothing left); `document_id` is the guilty one where known."""

    def __init__(self, key: str, *, document_id: int | None = None, evidence: Mapping[str, str] | None = None) -> None:
        super().__init__(key)
        self.key = key
        self.document_id = document_id
        self.evidence = dict(evidence or {})
