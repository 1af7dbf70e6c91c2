"""Where tests keep what they throw away: in memory where there is plenty, because a disk takes a second for each copy of a database.

Tests ask the system's temporary folder for a place, as programs do, and whoever names one (TMPDIR) is obeyed. What somebody looks at
after a test, pytest's own folders and the logs of the chaos, stays on the disk.
"""

import os
import shutil
import tempfile
from pathlib import Path

import psutil

MEMORY = Path("/dev/shm")
PREFIX = "kantor-tests-"
ROOM_BYTES = 6 << 30
"""What must be free before anything is put there."""
LIMIT, USED = Path("/sys/fs/cgroup/memory.max"), Path("/sys/fs/cgroup/memory.current")
LASTING = "LASTING_TMPDIR"


def begin() -> Path | None:
    """Let temporary files lie in memory from now on, in this process and those it starts; the folder to `end` with, if one was made."""
    if os.environ.get("TMPDIR") or not _has_room():
        return None
    _clear_after_the_dead()
    lasting = os.environ[LASTING] = tempfile.gettempdir()
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", lasting)
    folder = MEMORY / f"{PREFIX}{os.getpid()}"
    folder.mkdir()
    folder.chmod(0o1777)  # the database's user comes here too
    os.environ["TMPDIR"] = tempfile.tempdir = str(folder)
    return folder


def end(folder: Path) -> None:
    """Give the memory back."""
    shutil.rmtree(folder, ignore_errors=True)
    tempfile.tempdir = None
    del os.environ["TMPDIR"]


def lasting() -> Path:
    """For what outlives the tests."""
    return Path(os.environ.get(LASTING) or tempfile.gettempdir())


def _has_room() -> bool:
    """Programs must be allowed to run there, which containers forbid, and neither the machine nor our share of it may become tight."""
    if not os.access(MEMORY, os.W_OK) or os.statvfs(MEMORY).f_flag & os.ST_NOEXEC:
        return False
    rooms = [shutil.disk_usage(MEMORY).free, psutil.virtual_memory().available]
    if LIMIT.exists() and (limit := LIMIT.read_text().strip()) != "max":
        rooms.append(int(limit) - int(USED.read_text()))
    return min(rooms) >= ROOM_BYTES


def _clear_after_the_dead() -> None:
    """Of tests that were killed."""
    for left in MEMORY.glob(f"{PREFIX}*"):
        if not psutil.pid_exists(int(left.name.removeprefix(PREFIX))):
            shutil.rmtree(left, ignore_errors=True)
