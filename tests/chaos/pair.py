"""A primary and its synchronous replica, made as docs/guides/replica.md says: nothing is acknowledged that only one of them has."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import psutil
import psycopg

from kantor.site import roles, system_user
from kantor.site.postgres import EmbeddedServer

REPLICATOR = "CREATE ROLE replicator LOGIN REPLICATION PASSWORD '...'"
SYNCHRONOUS = ("ALTER SYSTEM SET synchronous_standby_names = 'FIRST 1 (replica)'", "SELECT pg_reload_conf()")
PROMOTE = "SELECT pg_promote()"
COPY = ("--write-recovery-conf", "--create-slot", "--slot=replica", "--checkpoint=fast")


class Pair:
    """primary: serves until it is killed; replica: repeats it, and serves once it is promoted."""

    def __init__(self, primary: Path, replica: Path) -> None:
        self.primary, self.replica = EmbeddedServer(primary), EmbeddedServer(replica)

    def open(self) -> None:
        """Start both; from the end of this on a commit waits for both."""
        self.primary.hold()
        with _connected(self.primary) as connection:
            connection.execute(REPLICATOR.replace("...", self.primary.password("replicator")).encode())
        self._copy()
        self.replica.reserve([])
        self.replica.hold()
        with _connected(self.primary) as connection:
            for statement in SYNCHRONOUS:
                connection.execute(statement.encode())

    def _copy(self) -> None:
        """The replica begins as a copy, in the hands of the user that the server runs as."""
        home, place = self.replica.home, self.primary.address()
        home.mkdir(parents=True, exist_ok=True)
        passwords = home / "passwords.json"  # those of the roles in it are the primary's
        passwords.write_bytes((self.primary.home / "passwords.json").read_bytes())
        passwords.chmod(0o600)
        from_ = f"--dbname=host=127.0.0.1 port={place['port']} user=replicator application_name=replica"
        command = [str(self.primary.programs / "bin" / "pg_basebackup"), from_, f"--pgdata={self.replica.cluster}", *COPY]
        environment = os.environ | {"PGPASSWORD": self.primary.password("replicator")}
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, cwd="/")
        assert done.returncode == 0, done.stderr
        if (user := system_user.for_server(self.replica.cluster)) is not None:
            for path in [self.replica.cluster, *self.replica.cluster.rglob("*")]:
                os.chown(path, user.uid, user.gid, follow_symlinks=False)

    def environment(self, *servers: EmbeddedServer) -> dict[str, str]:
        """Both databases by one URL, so that whichever takes writes is found, or only those named."""
        named = servers or (self.primary, self.replica)
        hosts = ",".join(f"127.0.0.1:{server.address()['port']}" for server in named)
        more = "" if servers else "?target_session_attrs=read-write"
        urls = {role: f"postgresql://{role}:{self.primary.password(role)}@{hosts}/kantor{more}" for role in (roles.APP, roles.OWNER)}
        return {"KANTOR_DATABASE_URL": urls[roles.APP], "KANTOR_OWNER_URL": urls[roles.OWNER]}

    @contextmanager
    def replica_stands_still(self) -> Iterator[None]:
        """It takes nothing in meanwhile."""
        postmaster = _processes(self.replica)[0]
        receivers = [one for one in postmaster.children() if "walreceiver" in " ".join(one.cmdline())]
        assert receivers
        for one in receivers:
            one.suspend()
        try:
            yield
        finally:
            for one in receivers:
                one.resume()

    def kill_primary(self) -> None:
        """SIGKILL for all of it at once."""
        every = _processes(self.primary)
        for one in every:
            with suppress(psutil.Error):
                one.kill()
        assert psutil.wait_procs(every, timeout=10)[1] == []

    def promote(self) -> None:
        with _connected(self.replica) as connection:
            row = connection.execute(PROMOTE.encode()).fetchone()
            assert row == (True,)

    def close(self) -> None:
        for server in (self.primary, self.replica):
            server.release()


def _connected(server: EmbeddedServer) -> psycopg.Connection[Any]:
    return psycopg.connect(**server.login(), autocommit=True)


def _processes(server: EmbeddedServer) -> list[psutil.Process]:
    """The server's own first, then all that belong to it."""
    postmaster = psutil.Process(int((server.cluster / "postmaster.pid").read_text().split()[0]))
    return [postmaster, *postmaster.children(recursive=True)]
