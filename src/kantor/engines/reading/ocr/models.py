"""The models of PP-OCRv6 (Apache-2.0) as they lie in the wheel of rapidocr: one finds lines of text, one recognises their letters.

Only the files are used; whatever in that package could fetch others is never imported.
"""

import importlib.util
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime

from kantor.engines.reading.ocr.picture import Floats

_LINES, _LETTERS, _UPSIDE_DOWN = "PP-OCRv6_det_small.onnx", "PP-OCRv6_rec_small.onnx", "ch_ppocr_mobile_v2.0_cls_mobile.onnx"


def load() -> None:
    """Have all models in memory, so that no file is opened later."""
    for model in (_LINES, _LETTERS, _UPSIDE_DOWN):
        _session(model)
    alphabet()


def line_map(batch: Floats) -> Floats:
    """Where lines of text are: (1, 3, height, width) -> (height, width) of 0..1; both sides divisible by 32."""
    (found,) = _run(_LINES, batch)
    return np.asarray(found[0, 0], np.float32)


def letter_odds(batch: Floats) -> Floats:
    """(1, 3, 48, width) -> (steps from left to right, signs): how likely each sign of `alphabet` stands at each step."""
    (found,) = _run(_LETTERS, batch)
    return np.asarray(found[0], np.float32)


def upside_down_odds(batch: Floats) -> Floats:
    """(lines, 3, 48, 192) -> (lines,): how likely each of these lines stands on its head."""
    (found,) = _run(_UPSIDE_DOWN, batch)
    return np.asarray(found[:, 1], np.float32)


@cache
def alphabet() -> tuple[str, ...]:
    """The signs by their number; 0 is none, the last one the space."""
    told = _session(_LETTERS).get_modelmeta().custom_metadata_map["character"]
    return ("", *told.splitlines(), " ")


def _run(model: str, batch: Floats) -> list[Any]:
    session = _session(model)
    answer: list[Any] = session.run(None, {session.get_inputs()[0].name: np.ascontiguousarray(batch)})
    return answer


@cache
def _session(model: str) -> Any:
    options = onnxruntime.SessionOptions()
    # One page, one thread: workers have pages side by side, and no thread may be started behind the walls.
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(_folder() / model), options, providers=["CPUExecutionProvider"])


def _folder() -> Path:
    found = importlib.util.find_spec("rapidocr")
    assert found is not None
    assert found.origin is not None
    return Path(found.origin).parent / "models"
