"""One file, one process: whatever a reader does there, the caller gets an answer or a reason, and the machine stays as it was."""

import os
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import pytest

from kantor.engines.reading import Refused, nurseries, sandbox

TIGHT = sandbox.Limits(cpu_s=2, wall_s=10.0, memory_bytes=512 << 20, output_bytes=1 << 20)


def _run(name: str, data: bytes = b"", limits: sandbox.Limits = TIGHT, **options: object) -> object:
    return sandbox.run(f"tests.engines.reading.misbehaving.{name}", data, source_root=Path(__file__).parents[3], limits=limits, **options)


def _reason(name: str, data: bytes = b"", limits: sandbox.Limits = TIGHT) -> str:
    with pytest.raises(Refused) as caught:
        _run(name, data, limits)
    return caught.value.key


def test_the_answer_of_the_function_comes_back_with_its_bytes() -> None:
    data = bytes(range(256)) + b"\n{}"
    assert _run("echo", data, greeting="Grüß Gott") == {"greeting": "Grüß Gott", "data": data, "size": len(data)}


def test_a_reader_that_never_ends_is_ended() -> None:
    assert _reason("spin") == "reading_too_long"


def test_a_reader_that_only_waits_is_ended_too() -> None:
    assert _reason("sleep", limits=sandbox.Limits(wall_s=1.0)) == "reading_too_long"


def test_a_reader_that_wants_all_memory_gets_none() -> None:
    assert _reason("devour") == "reading_too_large"


def test_a_reader_writes_no_file(tmp_path: Path) -> None:
    place = tmp_path / "planted"
    assert _reason("write_a_file", str(place).encode()) == "reading_failed"
    assert not place.exists()


def test_a_reader_sees_no_file_and_no_network(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("secret")
    assert _reason("read_a_file", str(secret).encode()) == "reading_failed"
    assert _reason("connect") == "reading_failed"


def test_a_reader_knows_nothing_of_our_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KANTOR_SECRET", "secret")
    answer = _run("environment")
    assert isinstance(answer, dict)
    assert set(answer) <= {"LC_CTYPE", "PWD", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"}


def test_a_reader_that_crashes_gives_a_reason() -> None:
    assert _reason("die") == "reading_failed"


def test_a_reader_that_talks_nonsense_or_too_much_gives_a_reason() -> None:
    assert _reason("babble") == "reading_failed"
    assert _reason("chatter") == "reading_too_large"


def test_one_file_knows_nothing_of_the_file_before() -> None:
    assert _run("remember", b"one") == 1
    assert _run("remember", b"two") == 1


def test_a_nursery_that_has_died_is_replaced() -> None:
    assert _run("echo", b"before") is not None
    for nursery in sandbox._idle[sandbox.ANY]:
        nursery.process.kill()
        nursery.process.wait()
    assert _run("echo", b"after") is not None


def test_many_files_at_once_do_not_wait_for_one() -> None:
    slow = sandbox.Limits(wall_s=4.0)
    with ThreadPoolExecutor(3) as threads:
        sleeping = threads.submit(_reason, "sleep", b"", slow)
        answers = list(threads.map(_run, ["echo"] * 6, [bytes([n]) for n in range(6)]))
        assert not sleeping.done()
    assert answers == [{"greeting": "", "data": bytes([n]), "size": 1} for n in range(6)]
    assert sleeping.result() == "reading_too_long"


def test_a_sandbox_that_cannot_be_had_is_no_files_fault(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    sandbox.close()
    monkeypatch.setattr(nurseries, "_NURSERY", tmp_path / "nothing.py")
    with pytest.raises(sandbox.Unavailable):
        _run("echo", b"nobody can read this now")
    monkeypatch.undo()
    assert _run("echo", b"and now somebody can") is not None


def _nurseries() -> list[psutil.Process]:
    return [child for child in psutil.Process().children() if any("nursery.py" in word for word in child.cmdline())]


def test_a_nursery_that_is_killed_at_work_costs_no_file_its_reading() -> None:
    sandbox.close()
    files = [bytes([n]) for n in range(40)]
    order = {"source_root": Path(__file__).parents[3], "limits": TIGHT}
    with ThreadPoolExecutor(1) as threads:
        told = threads.submit(sandbox.run_each, "tests.engines.reading.misbehaving.take_a_moment", files, **order)
        while not (at_work := _nurseries()) and not told.done():
            time.sleep(0.02)
        time.sleep(0.3)  # in the middle of the batch, of which each file takes a twentieth of a second
        os.killpg(at_work[0].pid, signal.SIGKILL)
        assert told.result() == files
