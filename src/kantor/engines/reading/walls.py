"""The walls around a process that reads what strangers sent: no file (Landlock), hardly a system call (seccomp), little of everything.

Each wall is put up where the kernel has it, and the process goes on with the others where it has not. All of them are final. The filter
lets through what computing takes and nothing else; whatever is asked for besides fails with EPERM, as if it were not permitted.
Sources: landlock(7), seccomp(2), the kernel's tables of system calls (`syscall_64.tbl` for x86-64, `asm-generic/unistd.h` for ARM).
"""

import contextlib
import ctypes
import os
import platform
import resource
import signal
import socket
import struct
import sys
from collections.abc import Callable
from typing import Any

LANDLOCK, SECCOMP, LIMITS = "landlock", "seccomp", "limits"

_SET_PARENT_DEATH_SIGNAL, _SET_DUMPABLE, _SET_SECCOMP, _SET_NO_NEW_PRIVILEGES = 1, 4, 22, 38
_FILTER_MODE = 2
_LANDLOCK_CREATE_RULESET, _LANDLOCK_RESTRICT_SELF, _WHICH_VERSION = 444, 446, 1
# What each version of Landlock can take away: version -> accesses to files, to TCP, and to sockets and processes outside.
_LANDLOCK_ACCESSES = {
    1: (0x1FFF, 0, 0), 2: (0x3FFF, 0, 0), 3: (0x7FFF, 0, 0), 4: (0x7FFF, 0x3, 0), 5: (0xFFFF, 0x3, 0), 6: (0xFFFF, 0x3, 0x3)
}  # fmt: skip
# AUDIT_ARCH of the machine, and the numbers of the calls that reading and computing need: name -> (x86-64, ARM).
_MACHINES = {"x86_64": (0xC000003E, 0), "aarch64": (0xC00000B7, 1)}
_CALLS = {
    "read": (0, 63), "write": (1, 64), "close": (3, 57), "lseek": (8, 62), "munmap": (11, 215), "brk": (12, 214), "mremap": (25, 216),
    "madvise": (28, 233), "rt_sigaction": (13, 134), "rt_sigprocmask": (14, 135), "rt_sigreturn": (15, 139), "sigaltstack": (131, 132),
    "restart_syscall": (219, 128), "sched_yield": (24, 124), "sched_getaffinity": (204, 123), "futex": (202, 98), "getpid": (39, 172),
    "gettid": (186, 178), "getrusage": (98, 165), "clock_gettime": (228, 113), "clock_getres": (229, 114), "gettimeofday": (96, 169),
    "nanosleep": (35, 101), "clock_nanosleep": (230, 115), "getrandom": (318, 278), "exit": (60, 93), "exit_group": (231, 94),
}  # fmt: skip
# Memory may be had, but none that can be run: (mmap, mprotect) with PROT_EXEC among the protections.
_MEMORY_CALLS = ((9, 222), (10, 226))
_EXECUTABLE = 0x4

_LOAD, _EQUAL, _ANY_BIT, _ANSWER = 0x20, 0x15, 0x45, 0x06
_ALLOW, _REFUSE, _KILL = 0x7FFF0000, 0x00050000 | 1, 0x80000000
_NUMBER_AT, _ARCHITECTURE_AT, _THIRD_ARGUMENT_AT = 0, 4, 32

standing: list[str] = []
"""The walls that were put up around this process; empty outside of the sandbox."""


class _Program(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("filter", ctypes.c_char_p)]


def wall_in(*, cpu_s: int, memory_bytes: int, descriptors: int = 3) -> None:
    """Take away from this process what a reader does not need; descriptors: how many are open and stay so. There is no way back."""
    system = ctypes.CDLL(None, use_errno=True)
    if sys.platform == "linux":
        system.prctl(_SET_PARENT_DEATH_SIGNAL, int(signal.SIGKILL), 0, 0, 0)
        system.prctl(_SET_DUMPABLE, 0, 0, 0, 0)
        system.prctl(_SET_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
        if _landlock(system):
            standing.append(LANDLOCK)
        resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_s, cpu_s + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))
    # No number is free for a file or a socket.
    resource.setrlimit(resource.RLIMIT_NOFILE, (descriptors, descriptors))
    standing.append(LIMITS)
    if sys.platform == "linux" and _seccomp(system):
        standing.append(SECCOMP)


def _landlock(system: ctypes.CDLL) -> bool:
    """Forbid every access to files, TCP and what is outside; False where the kernel does not know how."""
    version = system.syscall(_LANDLOCK_CREATE_RULESET, None, ctypes.c_size_t(0), _WHICH_VERSION)
    if version < 1:
        return False
    rules = struct.pack("=QQQ", *_LANDLOCK_ACCESSES[min(version, max(_LANDLOCK_ACCESSES))])
    # Older kernels know a shorter record.
    size = 8 if version < 4 else 16 if version < 6 else 24
    ruleset = system.syscall(_LANDLOCK_CREATE_RULESET, rules, ctypes.c_size_t(size), 0)
    if ruleset < 0:
        return False
    restricted: int = system.syscall(_LANDLOCK_RESTRICT_SELF, ruleset, 0)
    os.close(ruleset)
    return restricted == 0


def _seccomp(system: ctypes.CDLL) -> bool:
    """Put the filter in place; False on a machine whose calls we have no table of, or where the kernel declines."""
    program = filter_program(platform.machine())
    if program is None:
        return False
    loaded: int = system.prctl(_SET_SECCOMP, _FILTER_MODE, ctypes.byref(_Program(len(program) // 8, program)), 0, 0)
    return loaded == 0


def filter_program(machine: str) -> bytes | None:
    """The filter for the kernel's small machine, eight bytes a step; None for a machine whose calls we do not know."""
    if machine not in _MACHINES or sys.byteorder != "little":
        return None
    architecture, column = _MACHINES[machine]
    calls = [numbers[column] for numbers in _CALLS.values()]
    memory = [numbers[column] for numbers in _MEMORY_CALLS]
    steps = [_step(_LOAD, _ARCHITECTURE_AT), _step(_EQUAL, architecture, 1, 0), _step(_ANSWER, _KILL), _step(_LOAD, _NUMBER_AT)]
    # After the comparisons come, in this order: refuse, [load the protection, compare it, refuse], allow.
    total = len(calls) + len(memory)
    steps += [_step(_EQUAL, number, total - place - 1 + 4, 0) for place, number in enumerate(calls)]
    steps += [_step(_EQUAL, number, len(memory) - place - 1 + 1, 0) for place, number in enumerate(memory)]
    steps += [_step(_ANSWER, _REFUSE), _step(_LOAD, _THIRD_ARGUMENT_AT), _step(_ANY_BIT, _EXECUTABLE, 0, 1), _step(_ANSWER, _REFUSE)]
    return b"".join([*steps, _step(_ANSWER, _ALLOW)])


def _step(code: int, value: int, if_so: int = 0, if_not: int = 0) -> bytes:
    return struct.pack("=HBBI", code, if_so, if_not, value)


def attempts(data: bytes) -> dict[str, list[str]]:
    """Run inside: the walls that stand, and which of the things a captured reader would try still succeed (none should)."""
    possible = []
    for name, attempt in _ATTEMPTS.items():
        with contextlib.suppress(OSError, ValueError):
            attempt()
            possible.append(name)
    return {"standing": standing, "possible": possible}


def _fork() -> None:
    if os.fork() == 0:
        os._exit(0)


def _socket_pair() -> None:
    for one in socket.socketpair():
        one.close()


_ATTEMPTS: dict[str, Callable[[], Any]] = {
    "socket": lambda: socket.socket().close(),
    "socket_pair": _socket_pair,
    "read_file": lambda: os.close(os.open("/etc/passwd", os.O_RDONLY)),
    "list_folder": lambda: os.listdir("/"),
    "write_file": lambda: os.close(os.open("/tmp/kantor-was-here", os.O_WRONLY | os.O_CREAT)),  # noqa: S108
    "process": _fork,
    "program": lambda: os.execv("/bin/true", ["true"]),  # noqa: S606
    "signal": lambda: os.kill(os.getppid(), 0),
    "limits": lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64)),
}
