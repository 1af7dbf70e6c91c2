"""What every test can ask for: a migrated database of its own worker as the application role, the owner, the superuser, the shared data.

One embedded server serves the whole run. It starts when the first test asks for a database, so that pure tests wait for nothing; each
worker then clones the migrated template. Django is set up before the tests are collected, pointing at the worker's own database.
"""

import fcntl
import os
import shutil
import tempfile
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from kantor.site import roles
from kantor.site.postgres import EmbeddedServer

TEMPLATE = "kantor_template"
HOME_VARIABLE = "KANTOR_TEST_HOME"
ROOT = Path(__file__).resolve().parents[1]


def pytest_configure(config: pytest.Config) -> None:
    """Before collection: the controller reserves a server, every process sets Django up for its own database."""
    if not hasattr(config, "workerinput"):
        home = Path(tempfile.mkdtemp(prefix="kantor-test-"))
        os.environ[HOME_VARIABLE] = str(home)
        reserved = EmbeddedServer(home / "postgres")
        reserved.reserve([roles.APP, roles.OWNER])
    server = _server()
    place = server.address()
    name = _database_name(config)
    for variable in [
        variable for variable in os.environ if variable.startswith("KANTOR_") and variable not in (HOME_VARIABLE, "KANTOR_SHARED_DATA")
    ]:
        del os.environ[variable]
    os.environ["KANTOR_ALLOWED_HOSTS"] = "testserver"  # the name Django's test client goes by
    os.environ["KANTOR_DATA"] = str(Path(os.environ[HOME_VARIABLE]) / name)
    for variable, role in (("KANTOR_DATABASE_URL", roles.APP), ("KANTOR_OWNER_URL", roles.OWNER)):
        address = f"{role}:{server.password(role)}@/{name}?host={place['host']}&port={place['port']}"
        os.environ[variable] = f"postgresql://{address}"
    from kantor.site.cli.start import set_up_django

    try:
        set_up_django()
    except ImportError:  # the tests that need Django say so themselves; pure tests of engines and law run without it
        traceback.print_exc()


def pytest_unconfigure(config: pytest.Config) -> None:
    """The controller removes the server's folder when everything has ended."""
    if not hasattr(config, "workerinput") and HOME_VARIABLE in os.environ:
        shutil.rmtree(os.environ.pop(HOME_VARIABLE), ignore_errors=True)


def _server() -> EmbeddedServer:
    return EmbeddedServer(Path(os.environ[HOME_VARIABLE]) / "postgres", settings={"fsync": "off", "synchronous_commit": "off"})


def _database_name(config: pytest.Config) -> str:
    return "kantor_" + (config.workerinput["workerid"] if hasattr(config, "workerinput") else "main")


@pytest.fixture(scope="session")
def server() -> Iterator[EmbeddedServer]:
    """The run's server, up, with the migrated template database."""
    server = _server()
    server.hold()
    ready = server.home / "template_ready"
    with (server.home / "template.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not ready.exists():
            _make_template(server)
            ready.touch()
    yield server
    server.release()


def _make_template(server: EmbeddedServer) -> None:
    from django.core.management import call_command
    from django.db import connections

    with psycopg.connect(**server.login(), autocommit=True) as admin:
        roles.make_roles(admin, owner_password=server.password(roles.OWNER), app_password=server.password(roles.APP))
        roles.make_database(admin, TEMPLATE)
    owner_login = server.login(TEMPLATE) | {"user": roles.OWNER, "password": server.password(roles.OWNER)}
    with psycopg.connect(**server.login(TEMPLATE), autocommit=True) as here, psycopg.connect(**owner_login, autocommit=True) as owner:
        roles.make_grants(here, owner)
    owner_settings = connections["owner"].settings_dict
    own_name, owner_settings["NAME"] = owner_settings["NAME"], TEMPLATE
    call_command("migrate", database="owner", interactive=False, verbosity=0)
    connections["owner"].close()
    owner_settings["NAME"] = own_name


def _clone(server: EmbeddedServer, name: str) -> None:
    from django.db import connections

    connections.close_all()
    with psycopg.connect(**server.login(), autocommit=True) as admin:
        admin.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        roles.make_database(admin, name, template=TEMPLATE)


@pytest.fixture(scope="session")
def worker_database(server: EmbeddedServer, request: pytest.FixtureRequest) -> str:
    """The name of this worker's database, cloned from the template once."""
    name = _database_name(request.config)
    _clone(server, name)
    return name


@pytest.fixture
def database(worker_database: str) -> Iterator[None]:
    """The migrated, empty database as the application role; what the test writes is rolled back.

    Deferred constraints are checked when the test ends, so that nothing passes here that a commit would refuse.
    """
    from django.db import connection, transaction

    with transaction.atomic():
        yield
        if not connection.needs_rollback:
            connection.check_constraints()
        transaction.set_rollback(True)


@pytest.fixture
def committed_database(server: EmbeddedServer, worker_database: str) -> Iterator[str]:
    """Like `database`, for tests that need real commits, several connections or processes; it is cloned anew afterwards. Gives its name."""
    yield worker_database
    _clone(server, worker_database)


@pytest.fixture
def owner_connection(server: EmbeddedServer, worker_database: str) -> Iterator[psycopg.Connection[Any]]:
    """A connection as the owner of the tables, in autocommit mode; it does not see what `database` has not committed."""
    login = server.login(worker_database) | {"user": roles.OWNER, "password": server.password(roles.OWNER)}
    with psycopg.connect(**login, autocommit=True) as connection:
        yield connection


@pytest.fixture
def superuser_connection(server: EmbeddedServer, worker_database: str) -> Iterator[psycopg.Connection[Any]]:
    """A connection as the superuser, in autocommit mode, to look at what nobody else may see."""
    with psycopg.connect(**server.login(worker_database), autocommit=True) as connection:
        yield connection


@pytest.fixture
def app_connection(server: EmbeddedServer, worker_database: str) -> Iterator[psycopg.Connection[Any]]:
    """A second connection as the application role, in autocommit mode."""
    login = server.login(worker_database) | {"user": roles.APP, "password": server.password(roles.APP)}
    with psycopg.connect(**login, autocommit=True) as connection:
        yield connection


@pytest.fixture
def server_folder() -> Iterator[Path]:
    """An empty folder for a server of the test's own. Not tmp_path: pytest closes the folder above that to the user the server runs as."""
    folder = Path(tempfile.mkdtemp(prefix="kantor-test-"))
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def second_server(server_folder: Path) -> Iterator[EmbeddedServer]:
    """Another PostgreSQL server, empty, as somebody's own server would be."""
    server = EmbeddedServer(server_folder / "second", settings={"fsync": "off"})
    server.hold()
    yield server
    server.release()


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Real files to measure against, beside the checkout; they are never copied into the project."""
    place = Path(os.environ.get("KANTOR_SHARED_DATA") or ROOT.parent / "shared" / "data")
    if not place.is_dir():
        pytest.skip(f"no shared data at {place}; set KANTOR_SHARED_DATA to their folder")
    return place
