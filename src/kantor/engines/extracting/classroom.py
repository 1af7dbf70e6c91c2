"""A training behind the walls: what strangers wrote is learned from where no file and no network is."""

import base64
import json
from collections.abc import Mapping
from typing import Any

from kantor.engines.extracting import model as models
from kantor.engines.extracting import reader
from kantor.engines.extracting.candidates import Sheet
from kantor.engines.extracting.schooling import school
from kantor.engines.extracting.training import Known
from kantor.engines.reading import sandbox
from kantor.engines.reading.nurseries import Limits
from kantor.words import page_of

_SCHOOL = "kantor.engines.extracting.classroom.school_in"
_POOL = "training"
_LIMITS = Limits(cpu_s=1500, wall_s=1700.0, memory_bytes=4 << 30)
"""What a training may cost; one of 400 papers takes some minutes."""


def learned(order: Mapping[str, Any]) -> dict[str, Any]:
    """What comes of a training, made behind the walls: `model` (bytes, b'' where there is none), `exam` and `outcome` as JSON.

    order: `documents` and `base` as [pages, truth, group] each, `in_use` the bytes of the model before in base 64, `seen`, `name`. Raises
    reading.Refused where the process was ended.
    """
    try:
        told: dict[str, Any] = sandbox.run(_SCHOOL, json.dumps(order).encode(), limits=_LIMITS, pool=sandbox.Pool(_POOL))
    finally:
        sandbox.close(_POOL)
    return told


def prepare() -> None:
    """Load what grows trees, which could not be found later."""
    import numpy
    from sklearn.tree import DecisionTreeRegressor

    reader.prepare()
    DecisionTreeRegressor(max_leaf_nodes=2).fit(numpy.zeros((2, 1), dtype=numpy.float32), [0.0, 1.0])


def school_in(data: bytes) -> dict[str, Any]:
    """Run inside: `school` with everything as JSON; the model as bytes, b'' where there is none."""
    told = json.loads(data)
    documents, base = ([_known(*one) for one in told[key]] for key in ("documents", "base"))
    start, own = models.start(), base64.b64decode(told["in_use"])
    in_use = models.Model.from_bytes(own, name=told["name"]) if own else start
    schooled = school(start, in_use, documents, base=base, seen=told["seen"], name=told["name"])
    model = schooled.model.as_bytes() if schooled.model else b""
    return {"model": model, "exam": schooled.exam.as_json(), "outcome": schooled.outcome}


def _known(pages: list[Any], truth: dict[str, str], group: str) -> Known:
    return Known(Sheet([page_of(page) for page in pages]), truth, group)
