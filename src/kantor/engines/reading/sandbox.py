"""Runs a function on untrusted files in a process that has little time, little memory, no file, no network (see `walls`).

PDF, pictures, office files and mail have a process each. XML, which has no document type here and is bounded in size, shares one for a
batch; where that process is ended, the batch is split and the guilty file stands alone. The processes are forked by nurseries
(`nursery.py`): interpreters that have our readers loaded, which saves the start-up for every file.
"""

import atexit
import contextlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, NamedTuple

from kantor.engines.reading import walls
from kantor.engines.reading.nurseries import Limits, Nursery, bubblewrap
from kantor.engines.reading.refusal import Refusal, Refused

_SOURCE_ROOT = Path(__file__).resolve().parents[3]
_IDLE_AT_MOST = 2
STANDARD = Limits()


class Pool(NamedTuple):
    """Nurseries that have the same in memory. environment: variables that they are given beside those of every nursery."""

    name: str = ""
    environment: tuple[tuple[str, str], ...] = ()


ANY = Pool()
_idle: dict[Pool, list[Nursery]] = {}


class Unavailable(OSError):
    """No process can be had now in which files are read. That is no file's fault: it waits until the machine is well again."""


def run(
    function: str,
    data: bytes,
    *,
    limits: Limits = STANDARD,
    source_root: Path = _SOURCE_ROOT,
    loads: Sequence[str] = (),
    pool: Pool = ANY,
    **options: Any,
) -> Any:
    """The answer of `function(data, **options)`, a module's function by its dotted name; the answer is JSON, with bytes allowed in it.

    source_root: the folder in which the function's topmost package lies; loads: functions that this one calls by name; pool: which
    nurseries fork its process, so that what is large once loaded (the models of `ocr`) is not loaded into all of them.
    Inside of the sandbox it is run right there. Raises Refused: with the function's own key where it refused, else `reading_too_long`,
    `reading_too_large` or `reading_failed`; Unavailable where the sandbox itself does not work.
    """
    if walls.standing:
        return _run_here(function, data, options)
    (answer,) = run_each(function, [data], limits=limits, source_root=source_root, loads=loads, pool=pool, **options)
    if isinstance(answer, Refused):
        raise answer
    return answer


def run_each(
    function: str,
    files: Sequence[bytes],
    *,
    limits: Limits = STANDARD,
    source_root: Path = _SOURCE_ROOT,
    loads: Sequence[str] = (),
    pool: Pool = ANY,
    **options: Any,
) -> list[Any]:
    """The answer about each file, a Refused where there is none: all in one process while they behave.

    A file at which the process is ended gets one for itself and, if it ends that one too, its reason; the files behind it go on.
    Raises Unavailable where the sandbox itself does not work, twice.
    """
    order = {"function": function, "options": options, "source_root": str(source_root), "loads": list(loads), "limits": asdict(limits)}
    answers: list[Any] = []
    is_smooth = len(files) > 1
    while len(answers) < len(files):
        before = len(answers)
        reason = _hear({**order, "hold_back": is_smooth}, files[before:], limits, answers, pool)
        if is_smooth and len(answers) < len(files):
            is_smooth = False  # from now on each answer is said at once, so that the file that follows the last one is the guilty one
            continue
        if len(answers) == len(files):
            break
        guilty = len(answers)
        if guilty > before and len(files) - before > 1:
            alone: list[Any] = []
            reason = _hear({**order, "hold_back": False}, files[guilty : guilty + 1], limits, alone, pool)
            answers += alone
        if len(answers) == guilty:
            answers.append(reason or Refused("reading_failed", code="silence"))
    return answers


@dataclass(frozen=True, kw_only=True)
class Protection:
    """Which walls stand around the readers of untrusted files on this machine, and what still succeeds inside (nothing should).

    walls: `bubblewrap`, `landlock`, `seccomp`, `limits`, as far as they stand; possible: names of what a reader could still do.
    """

    walls: tuple[str, ...]
    possible: tuple[str, ...]

    @property
    def is_whole(self) -> bool:
        """No file, no network, no process, no way out of the limits."""
        return not self.possible and walls.LIMITS in self.walls

    @property
    def said(self) -> Refusal:
        """The sentence that says so: `reading.<key>` in the words of the house, with its evidence."""
        evidence = {"walls": ", ".join(self.walls), "possible": ", ".join(self.possible)}
        if self.is_whole:
            return Refusal(key="protected", evidence=evidence)
        return Refusal(key="protected_in_part", evidence=evidence) if self.walls else Refusal(key="unprotected", evidence=evidence)


def protection() -> Protection:
    """Try the sandbox from the inside, as a captured reader would, and tell what stands."""
    try:
        seen = run("kantor.engines.reading.walls.attempts", b"")
    except Refused as refused:
        return Protection(walls=(), possible=(refused.key,))
    return Protection(walls=(*(["bubblewrap"] if bubblewrap() else []), *seen["standing"]), possible=tuple(seen["possible"]))


def close(name: str | None = None) -> None:
    """End the nurseries that wait for work, of the pools of one name or all of them."""
    for one in [pool for pool in _idle if name in (None, pool.name)]:
        waiting = _idle.get(one, [])
        while waiting:
            waiting.pop().close()


atexit.register(close)


def _hear(order: dict[str, Any], files: Sequence[bytes], limits: Limits, answers: list[Any], pool: Pool) -> Refused | None:
    """Add what one process answers about these files; the reason where it was ended before the last."""
    before = len(answers)
    for is_last in (False, True):
        try:
            with _nursery(pool) as nursery:
                for answer in nursery.run(order, files[len(answers) - before :], limits):
                    answers.append(answer)  # one by one: what was answered before a failure counts
        except Refused as refused:
            return refused
        except OSError as error:  # the nursery was ended, or none can be started: the next one may do
            if len(answers) - before == len(files):
                break
            if is_last:
                raise Unavailable(f"no process can be had in which files are read: {error}") from error
        else:
            break
    return None


@contextmanager
def _nursery(pool: Pool) -> Iterator[Nursery]:
    """A nursery that is at nobody else's service; one in which something went wrong is not used again."""
    waiting = _idle.setdefault(pool, [])
    nursery = _take(waiting, pool)
    try:
        yield nursery
    except BaseException:
        nursery.close()
        raise
    if len(waiting) < _IDLE_AT_MOST:
        waiting.append(nursery)
    else:
        nursery.close()


def _take(waiting: list[Nursery], pool: Pool) -> Nursery:
    while waiting:
        with contextlib.suppress(IndexError):  # another thread was quicker
            nursery = waiting.pop()
            if nursery.is_mine():
                return nursery
            nursery.close()
    return Nursery(dict(pool.environment))


def _run_here(function: str, data: bytes, options: dict[str, Any]) -> Any:
    import importlib

    module, _, name = function.rpartition(".")
    return getattr(importlib.import_module(module), name)(data, **options)
