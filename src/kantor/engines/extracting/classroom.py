"""A training behind the walls: what strangers wrote is learned from where no file and no network is."""

import base64
import json
from collections.abc import Mapping, Sequence
from typing import Any

from kantor.engines.extracting import kinds, reader
from kantor.engines.extracting import model as models
from kantor.engines.extracting.candidates import Sheet
from kantor.engines.extracting.schooling import school
from kantor.engines.extracting.sorters import school_sorter
from kantor.engines.extracting.training import Known
from kantor.engines.language import Classifier, Example
from kantor.engines.reading import sandbox
from kantor.engines.reading.nurseries import Limits
from kantor.words import page_of

_SCHOOL = "kantor.engines.extracting.classroom.school_in"
_POOL = "training"
SORTERS = ("kinds", "mails")
"""What classifiers are for: papers, mails."""
_LIMITS = Limits(cpu_s=1500, wall_s=1700.0, memory_bytes=4 << 30)
"""What a training may cost; one of 400 papers takes some minutes."""


def learned(order: Mapping[str, Any]) -> dict[str, Any]:
    """What comes of a training, made behind the walls: `model` (bytes, b'' where there is none), `exam` and `outcome` as JSON, and the same
    for each classifier under `kinds` and `mails`.

    order: `documents` and `base` as [pages, truth, group] each (truth None: no field is learned from it), `in_use` the bytes of the model
    before in base 64, `seen`, `name`; `kinds` and `mails`: `start` and `in_use`, the bytes of classifiers in base 64, `seen`, and `told`,
    of papers a kind or '' for each document, of mails [text, kind, sender] each. Raises reading.Refused where the process was ended.
    """
    try:
        told: dict[str, Any] = sandbox.run(_SCHOOL, json.dumps(order).encode(), limits=_LIMITS, pool=sandbox.Pool(_POOL))
    finally:
        sandbox.close(_POOL)
    return told


def prepare() -> None:
    """Load what grows trees, which could not be found later."""
    import numpy
    from sklearn.linear_model import LogisticRegression
    from sklearn.tree import DecisionTreeRegressor

    reader.prepare()
    LogisticRegression().fit([[0.0], [1.0]], [0, 1])
    DecisionTreeRegressor(max_leaf_nodes=2).fit(numpy.zeros((2, 1), dtype=numpy.float32), [0.0, 1.0])


def school_in(data: bytes) -> dict[str, Any]:
    """Run inside: `school` with everything as JSON; the model as bytes, b'' where there is none."""
    told = json.loads(data)
    papers = [(Known(Sheet([page_of(page) for page in pages]), truth or {}, group), truth) for pages, truth, group in told["documents"]]
    documents, base = [one for one, truth in papers if truth is not None], [_known(*one) for one in told["base"]]
    start, own = models.start(), base64.b64decode(told["in_use"])
    in_use = models.Model.from_bytes(own, name=told["name"]) if own else start
    schooled = school(start, in_use, documents, base=base, seen=told["seen"], name=told["name"])
    model = schooled.model.as_bytes() if schooled.model else b""
    sorters = {what: told[what] for what in SORTERS if what in told}
    examples = {
        "kinds": lambda: [
            Example(kinds.text_of(one.sheet), _kind(one, kind), one.group)
            for (one, _), kind in zip(papers, sorters["kinds"]["told"], strict=True)
            if kind
        ],
        "mails": lambda: [Example(*one) for one in sorters["mails"]["told"]],
    }
    grown = {what: _sorter(order, examples[what]()) for what, order in sorters.items()}
    return {"model": model, "exam": schooled.exam.as_json(), "outcome": schooled.outcome, **grown}


def _kind(one: Known, kind: str) -> str:
    """Of kinds of invoices the one that the start model tells: people approve a receipt on the same form, and receipts must not pass."""
    guess = kinds.kind_of(one.sheet).label
    return guess if {guess, kind} <= kinds.INVOICES else kind


def _sorter(order: Mapping[str, Any], told: Sequence[Example]) -> dict[str, Any]:
    start, in_use = (Classifier.from_bytes(base64.b64decode(order[key])) for key in ("start", "in_use"))
    schooled = school_sorter(start, in_use, told, seen=order["seen"])
    model = schooled.sorter.as_bytes() if schooled.sorter else b""
    return {"model": model, "exam": schooled.exam.as_json(), "outcome": schooled.outcome}


def _known(pages: list[Any], truth: dict[str, str], group: str) -> Known:
    return Known(Sheet([page_of(page) for page in pages]), truth, group)
