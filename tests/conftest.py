"""What every test can ask for: a migrated database as the application role, the owner, the superuser, the shared data.

Each worker has an embedded server of its own, because what the audit trail may seal depends on every transaction that is open anywhere
in the server. It starts when the first test asks for a database, so that pure tests wait for nothing, and holds a migrated template from
which a database is cloned. Django is set up before the tests are collected, pointing at that database.
"""

import os
import shutil
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from hypothesis import HealthCheck
from hypothesis import settings as property_settings
from tests import memory, spreading

from kantor.site import roles
from kantor.site.postgres import EmbeddedServer

TEMPLATE = "kantor_template"
DATABASE = "kantor_test"
HOME_VARIABLE = "KANTOR_TEST_HOME"
SETTINGS = {"fsync": "off", "synchronous_commit": "off", "max_wal_size": "256MB"}
KEPT = ("KANTOR_SHARED_DATA", "KANTOR_BROWSER")
ROOT = Path(__file__).resolve().parents[1]
IN_MEMORY = pytest.StashKey[Path | None]()


def pytest_configure(config: pytest.Config) -> None:
    """Before collection: every process reserves a server and sets Django up for it."""
    # How long an example takes says how busy the machine is, not whether the property holds.
    property_settings.register_profile("unhurried", property_settings.default, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    property_settings.load_profile("unhurried")
    for variable in [name for name in os.environ if name.startswith("KANTOR_") and name not in KEPT]:
        del os.environ[variable]
    config.stash[IN_MEMORY] = memory.begin()
    home = Path(tempfile.mkdtemp(prefix="kantor-test-"))
    os.environ[HOME_VARIABLE] = str(home)
    server = _server()
    server.reserve([roles.APP, roles.OWNER])
    place = server.address()
    os.environ["KANTOR_ALLOWED_HOSTS"] = "testserver"  # the name Django's test client goes by
    os.environ["KANTOR_DATA"] = str(home / "data")
    os.environ["KANTOR_SECOND_FACTOR_FOR"] = "nobody"  # whoever tests the rule asks for it
    for variable, role in (("KANTOR_DATABASE_URL", roles.APP), ("KANTOR_OWNER_URL", roles.OWNER)):
        address = f"{role}:{server.password(role)}@/{DATABASE}?host={place['host']}&port={place['port']}"
        os.environ[variable] = f"postgresql://{address}"
    from kantor.site.cli.start import set_up_django

    set_up_django()
    _make_keys()


def _make_keys() -> None:
    """As the first start of an empty office does."""
    from django.conf import settings

    from kantor.site import keys
    from kantor.spine import trail

    keys.make_master_key(settings.KANTOR.master_key_file)
    trail.make_key(settings.KANTOR.signing_key_file)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Remove the server's folder when everything has ended."""
    shutil.rmtree(os.environ.pop(HOME_VARIABLE), ignore_errors=True)
    if folder := config.stash[IN_MEMORY]:
        memory.end(folder)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    spreading.long_ones_first(items)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    return spreading.scheduler(config, log)


def _server() -> EmbeddedServer:
    return EmbeddedServer(Path(os.environ[HOME_VARIABLE]) / "postgres", settings=SETTINGS)


@pytest.fixture(autouse=True)
def _everybody_goes_home() -> Iterator[None]:
    """A thread that a test begins ends with it: one that asked a house that was gone took a core from all tests behind it."""
    before = set(threading.enumerate())
    yield
    for thread in set(threading.enumerate()) - before:
        code = getattr(getattr(thread, "_target", None), "__code__", None)
        if code is not None and code.co_filename.startswith(str(ROOT / "tests")):
            thread.join(10)
            assert not thread.is_alive(), f"{code.co_qualname} goes on"


@pytest.fixture(scope="session")
def server() -> Iterator[EmbeddedServer]:
    """The server, up, with the migrated template database."""
    server = _server()
    server.hold()
    _make_template(server)
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


def _forget_connections() -> None:
    """Django keeps a connection for each context, and a browser's event loop is a context of its own: one that was left behind there
    ended with the database it was made for."""
    from django.db import connections

    connections.close_all()


@pytest.fixture(scope="session")
def worker_database(server: EmbeddedServer) -> str:
    """The name of the database, cloned from the template once."""
    _clone(server, DATABASE)
    return DATABASE


@pytest.fixture
def database(worker_database: str) -> Iterator[None]:
    """The migrated, empty database as the application role; what the test writes is rolled back.

    Deferred constraints are checked when the test ends, so that nothing passes here that a commit would refuse.
    """
    from django.db import connection, transaction

    _forget_connections()
    with transaction.atomic():
        with connection.cursor() as cursor:
            # A test keeps its transaction while files are made, read and drawn, which no part of the house does: on a busy machine the
            # server took it for a lost one.
            cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
        yield
        if not connection.needs_rollback:
            connection.check_constraints()
        transaction.set_rollback(True)


@pytest.fixture
def committed_database(server: EmbeddedServer, worker_database: str) -> Iterator[str]:
    """Like `database`, for tests that need real commits, several connections or processes; it is cloned anew afterwards. Gives its name."""
    _forget_connections()
    yield worker_database
    _clone(server, worker_database)


@pytest.fixture
def new_database(server: EmbeddedServer, worker_database: str) -> Iterator[str]:
    """Like `committed_database`, and nobody has written there before either. What other tests rolled back leaves no rows, but the server
    may have vacuumed a table since and then plans for one that is known to be empty, not for one it knows nothing of."""
    _clone(server, worker_database)
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


@pytest.fixture(scope="module")
def untouched_connection(server: EmbeddedServer, worker_database: str) -> Iterator[psycopg.Connection[Any]]:
    """As the application role in a database of the module's own, in which nobody has written: plans do not depend on other tests."""
    name = f"{worker_database}_untouched"
    _clone(server, name)
    login = server.login(name) | {"user": roles.APP, "password": server.password(roles.APP)}
    with psycopg.connect(**login, autocommit=True) as connection:
        yield connection
    with psycopg.connect(**server.login(), autocommit=True) as admin:
        admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


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
