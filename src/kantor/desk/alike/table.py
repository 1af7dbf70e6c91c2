"""One field over many documents: what stands there now, what is proposed for it and why, and what else is the matter."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kantor.desk.alike.groups import Group
from kantor.desk.sentences import sentence
from kantor.desk.taught import Taught, taught_for
from kantor.desk.verify.typed import shown_text
from kantor.desk.visit import Visit
from kantor.spine import documents
from kantor.spine.documents import Checked
from kantor.words import Finding, Severity, Value


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """A document in the table. addresses: where the reason stands in it; proposed: what somebody taught for it; others: what else says
    look or stop, in sentences; is_ticked: nothing else stops it."""

    task: Any
    addresses: tuple[str, ...]
    values: tuple[str, ...]
    proposed: Taught | None
    others: tuple[str, ...]
    is_ticked: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Table:
    """reason: what the finding says where it says the same in all of them; proposal: the value that most of them would get, '' for none;
    stops: the value must be put right in at least one."""

    lines: tuple[Line, ...]
    reason: str
    proposal: str
    stops: bool


def table_of(group: Group, tasks: Sequence[Any], visit: Visit) -> Table:
    checked = {item.document_id: item for item in documents.newest([task.document_id for task in tasks])}
    taught = taught_for([(item, address) for item in checked.values() for address in addresses_in(group, item)[:1]], visit)
    lines = tuple(_line(group, task, checked[task.document_id], taught) for task in tasks if task.document_id in checked)
    own = [finding for item in checked.values() for finding in item.findings if group.at(finding)]
    places = {address for line in lines for address in line.addresses}
    counted = Counter(line.proposed.value for line in lines if line.proposed)
    return Table(
        lines=lines,
        reason=said[0] if len(said := _sentences(own, group.type)) == 1 and not any("." in address for address in places) else "",
        proposal=counted.most_common(1)[0][0] if counted else "",
        stops=any(finding.severity is Severity.STOP for finding in own),
    )


def addresses_in(group: Group, item: Checked) -> tuple[str, ...]:
    """Where in the document the reason of the group stands."""
    return tuple(dict.fromkeys(finding.field for finding in item.findings if finding.field and group.at(finding)))


def _line(group: Group, task: Any, item: Checked, taught: Mapping[int, Taught]) -> Line:
    addresses = addresses_in(group, item)
    values: dict[str, Value] = dict(item.reading.every())
    others = [finding for finding in item.findings if finding.severity is not Severity.OK and not group.at(finding)]
    return Line(
        task=task,
        addresses=addresses,
        values=tuple(dict.fromkeys(_shown(group, values.get(address), item) for address in addresses)),
        proposed=taught.get(item.document_id),
        others=_sentences(others, group.type),
        is_ticked=not any(finding.severity is Severity.STOP for finding in others),
    )


def _shown(group: Group, value: Value | None, item: Checked) -> str:
    return shown_text(group.declared.kind, value.text, item.reading.text("currency")) if value else ""


def _sentences(findings: Sequence[Finding], type: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(sentence(finding, type) for finding in findings))
