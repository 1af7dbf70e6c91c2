"""What stands around the readers holds, as seen from inside: no file, no network, no process, no way out of the limits."""

import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from kantor.engines.reading import Refused, protection, sandbox, walls
from kantor.kit.say import LANGUAGES, say

ROOT = Path(__file__).parents[3]
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="Landlock and seccomp are of Linux; elsewhere the limits stand alone")
_BEHIND_ONE_WALL = """
    import ctypes, os, socket, sys
    sys.path.insert(0, sys.argv[1])
    from kantor.engines.reading import walls
    system = ctypes.CDLL(None, use_errno=True)
    system.prctl(38, 1, 0, 0, 0)
    if not getattr(walls, sys.argv[2])(system):
        sys.exit("absent")
    for attempt in (lambda: os.open("/etc/passwd", os.O_RDONLY), lambda: os.listdir("/etc"), lambda: os.mkdir("/tmp/kantor-was-here"),
                    lambda: socket.socket().connect(("127.0.0.1", 9))):
        try:
            attempt()
            os.write(1, b"done ")
        except PermissionError:
            os.write(1, b"not permitted ")
        except OSError:
            os.write(1, b"failed ")
    os._exit(0)
"""


def _reason(name: str, data: bytes = b"") -> tuple[str, str]:
    with pytest.raises(Refused) as caught:
        sandbox.run(f"tests.engines.reading.misbehaving.{name}", data, source_root=ROOT)
    return caught.value.key, caught.value.evidence.get("code", "")


def test_nothing_of_what_a_captured_reader_tries_succeeds() -> None:
    found = protection()
    assert found.possible == ()
    assert found.is_whole
    assert walls.LIMITS in found.walls


def test_the_house_says_in_four_languages_which_walls_stand() -> None:
    said = protection().said
    assert len({say(f"reading.{said.key}", language, said.evidence) for language in LANGUAGES}) == len(LANGUAGES)
    assert "limits" in say(f"reading.{said.key}", "en", said.evidence)


def test_a_missing_wall_is_told() -> None:
    assert sandbox.Protection(walls=("limits",), possible=("socket",)).said.key == "protected_in_part"
    assert sandbox.Protection(walls=(), possible=("reading_failed",)).said.key == "unprotected"


@LINUX
@pytest.mark.parametrize("wall", ["_landlock", "_seccomp"])
def test_each_wall_holds_alone(wall: str) -> None:
    program = [sys.executable, "-I", "-c", textwrap.dedent(_BEHIND_ONE_WALL), str(ROOT / "src"), wall]
    ended = subprocess.run(program, capture_output=True, text=True, check=False)
    if ended.stderr == "absent\n":
        pytest.skip(f"this kernel does not know {wall}")
    assert ended.stdout == 4 * "not permitted ", ended.stderr


@LINUX
@pytest.mark.parametrize("attempt", ["raise_the_limits", "start_a_process", "run_own_code"])
def test_the_walls_have_no_door(attempt: str) -> None:
    assert _reason(attempt)[0] == "reading_failed"


@LINUX
@pytest.mark.skipif(os.uname().machine != "x86_64", reason="the numbers below are those of x86-64")
@pytest.mark.parametrize("call", [41, 57, 59, 101, 165, 257, 272, 310, 321, 425, 435, 437, 41 | 0x40000000], ids=str)
def test_a_call_that_reading_does_not_need_is_refused(call: int) -> None:
    """The numbers are socket, fork, execve, ptrace, mount, openat, unshare, process_vm_readv, bpf, io_uring_setup, clone3, openat2, and
    socket once more in the table of x32."""
    answer = sandbox.run("tests.engines.reading.misbehaving.ask_the_kernel", str(call).encode(), source_root=ROOT)
    assert answer == os.strerror(1)


def test_the_filter_is_made_for_the_machines_it_knows() -> None:
    intel, arm = walls.filter_program("x86_64"), walls.filter_program("aarch64")
    assert intel is not None
    assert arm is not None
    assert len(intel) == len(arm)
    assert walls.filter_program("riscv64") is None


def test_a_batch_is_split_at_whatever_ends_its_process() -> None:
    files = [b"1", b"2", b"die", b"3", b"spin", b"spin", b"4"]
    limits = sandbox.Limits(cpu_s=1, wall_s=5.0)
    answers = sandbox.run_each("tests.engines.reading.misbehaving.dawdle", files, source_root=ROOT, limits=limits)
    told = [answer.key if isinstance(answer, Refused) else answer for answer in answers]
    assert told == [b"1", b"2", "reading_failed", b"3", "reading_too_long", "reading_too_long", b"4"]


def test_the_first_and_the_last_of_a_batch_may_be_the_guilty_one() -> None:
    function = "tests.engines.reading.misbehaving.dawdle"
    for files in ([b"die", b"1"], [b"1", b"die"], [b"die"], [b"die", b"die"], []):
        answers = sandbox.run_each(function, files, source_root=ROOT)
        assert [isinstance(answer, Refused) for answer in answers] == [file == b"die" for file in files]
