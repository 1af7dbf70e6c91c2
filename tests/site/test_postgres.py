"""The embedded server: made once, shared by commands that run at once, stopped by the last, whole again after a crash."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import psycopg
import pytest
from tests.house.sources import ROOT

from kantor.site import database, roles
from kantor.site.config import Config, read
from kantor.site.postgres import EmbeddedServer, PostgresError


@pytest.fixture
def config(server_folder: Path) -> Iterator[Config]:
    """A data folder of its own, whose server is stopped whatever the test did."""
    config = read({"KANTOR_DATA": str(server_folder / "a data folder")}, home=server_folder)
    yield config
    server = EmbeddedServer(config.data / "postgres")
    if server.home.exists():
        server.hold()
        server.release()


def _pid(config: Config) -> int:
    return int((config.data / "postgres" / "cluster" / "postmaster.pid").read_text().split()[0])


def _is_stopped(config: Config) -> bool:
    return not (config.data / "postgres" / "cluster" / "postmaster.pid").exists()


def test_the_first_start_makes_a_database_that_the_application_may_use(config: Config) -> None:
    said: list[str] = []
    with database.running(config, say=said.append) as logins, psycopg.connect(**logins.app) as app:  # type: ignore[arg-type]
        assert app.execute("SELECT current_user, current_database()").fetchone() == ("kantor_app", "kantor")
        roles.check_app(app)
        assert app.execute("SHOW fsync").fetchone() == ("on",)
    assert said == ["Making the database (first start only) ..."]
    assert _is_stopped(config)


def test_what_the_owner_makes_the_application_may_use_and_not_truncate(config: Config) -> None:
    with database.running(config) as logins:
        with psycopg.connect(**logins.owner, autocommit=True) as owner:  # type: ignore[arg-type]
            owner.execute("CREATE TABLE ledger (id int GENERATED ALWAYS AS IDENTITY, note text)")
        with psycopg.connect(**logins.app, autocommit=True) as app:  # type: ignore[arg-type]
            app.execute("INSERT INTO ledger (note) VALUES ('first')")
            assert app.execute("SELECT note FROM ledger").fetchall() == [("first",)]
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                app.execute("TRUNCATE ledger")
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                app.execute("DROP TABLE ledger")


def test_without_its_password_nobody_gets_in(config: Config) -> None:
    with database.running(config) as logins:
        for host in (logins.app["host"], "127.0.0.1"):
            with pytest.raises(psycopg.OperationalError, match="password"):
                psycopg.connect(**{**logins.app, "host": host, "password": "guessed"})  # type: ignore[arg-type]
        for secret in ("passwords.json", "cluster"):
            assert (config.data / "postgres" / secret).stat().st_mode & 0o077 == 0


def test_commands_at_once_share_one_server_and_the_last_one_stops_it(config: Config) -> None:
    with database.running(config):
        first = _pid(config)
        with database.running(config):
            assert _pid(config) == first
        assert psutil.pid_exists(first)
    assert _is_stopped(config)


def test_a_killed_command_leaves_no_claim_behind(config: Config) -> None:
    waiting = (
        "import time\nfrom kantor.site import config, database\n"
        "with database.running(config.load()):\n print('up', flush=True)\n time.sleep(60)"
    )
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT / "src"), "KANTOR_DATA": str(config.data)}
    with subprocess.Popen([sys.executable, "-c", waiting], env=environment, stdout=subprocess.PIPE) as command:
        assert command.stdout is not None
        assert command.stdout.readline() == b"up\n"
        command.send_signal(signal.SIGKILL)
    assert not _is_stopped(config)
    with database.running(config):
        pass
    assert _is_stopped(config)


def test_two_first_starts_at_once_make_one_database(config: Config) -> None:
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT / "src"), "KANTOR_DATA": str(config.data)}
    command = [sys.executable, "-m", "kantor", "migrate"]
    both = [subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    told = [process.communicate() for process in both]
    assert [process.returncode for process in both] == [0, 0], told
    assert sorted("migrations applied" in out for out, _ in told) == [False, True]
    assert _is_stopped(config)
    assert config.data.stat().st_mode & 0o066 == 0


def test_a_server_that_crashed_recovers_what_was_committed(config: Config) -> None:
    with database.running(config) as logins:
        with psycopg.connect(**logins.owner, autocommit=True) as owner:  # type: ignore[arg-type]
            owner.execute("CREATE TABLE kept (id int)")
            owner.execute("INSERT INTO kept SELECT generate_series(1, 1000)")
        os.kill(_pid(config), signal.SIGKILL)
        _wait_for_the_end_of_all(config)
    with database.running(config) as logins, psycopg.connect(**logins.owner) as owner:  # type: ignore[arg-type]
        assert owner.execute("SELECT count(*) FROM kept").fetchone() == (1000,)


def test_the_pid_of_a_crashed_server_that_another_program_has_now_is_forgotten(config: Config) -> None:
    with database.running(config):
        pid_file = config.data / "postgres" / "cluster" / "postmaster.pid"
        lines = pid_file.read_text().split("\n")
    assert _is_stopped(config)
    owner = (config.data / "postgres" / "cluster").stat()
    pid_file.write_text("\n".join([str(os.getpid()), *lines[1:]]))
    os.chown(pid_file, owner.st_uid, owner.st_gid)
    with database.running(config) as logins:
        psycopg.connect(**logins.app).close()  # type: ignore[arg-type]


def test_a_port_that_somebody_took_is_exchanged(config: Config) -> None:
    with database.running(config) as logins:
        port = int(logins.app["port"])
    with socket.socket() as other:
        other.bind(("127.0.0.1", port))
        other.listen()
        with database.running(config) as logins:
            assert int(logins.app["port"]) != port


def test_a_server_that_cannot_start_says_why(config: Config) -> None:
    server = EmbeddedServer(config.data / "postgres", settings={"shared_buffers": "nonsense"})
    with pytest.raises(PostgresError, match=r"nonsense[\s\S]*Correct what it names"):
        server.hold()


def test_a_long_path_still_has_a_socket(server_folder: Path) -> None:
    config = read({"KANTOR_DATA": str(server_folder / ("long" * 20))}, home=server_folder)
    with database.running(config) as logins:
        psycopg.connect(**logins.app).close()  # type: ignore[arg-type]


def _wait_for_the_end_of_all(config: Config) -> None:
    cluster = str(config.data / "postgres" / "cluster")
    while any(cluster in (process.info["cmdline"] or []) for process in psutil.process_iter(["cmdline"])):
        time.sleep(0.05)
