"""Two workers on hosts of their own, set up as docs/guides/more-workers.md says, do all the work of a house beyond the network."""

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psycopg
from tests.site.far_hosts import FarHost, far_hosts
from tests.site.own_house import OwnHouse
from tests.site.waiting_work import PATIENCE_S, until

from kantor.site import roles
from kantor.site.postgres import EmbeddedServer

ORDERS, FILES = 400, 4
FOUND = """
import json
from kantor.site.cli.start import ready
with ready():
    from tests.journeys.office import open_office
    office = open_office()
    print(json.dumps([[client, office.suppliers[country, country]] for country, client in office.clients.items()]))
"""
FILL = """
from kantor.site.cli.start import ready
with ready(migrated=False):
    from datetime import UTC, datetime
    from types import SimpleNamespace
    from tests.site import waiting_work as work
    from kantor.spine import access, documents
    for client, supplier in {given}:
        names = [f"{{client}}-{{number}}" for number in range({since}, {since} + {files})]
        work.left_lying(SimpleNamespace(clients={{"here": client}}), "here", *names)
        with access.acting(clients=[client], person_id=None, at=datetime.now(UTC)) as actor:
            documents.set_state(work.orders(supplier, range({since}, {since} + {orders}), actor), "ready", actor)
"""
MOST_TIMES = 5
LEFT = "SELECT count(*) FROM documents_document WHERE state IN ('received', 'ready')"


@contextmanager
def database_for(hosts: list[FarHost], folder: Path) -> Iterator[EmbeddedServer]:
    """It listens on the cables too, and lets the roles of Kantor in from there by their passwords."""
    server = EmbeddedServer(folder, settings={"listen_addresses": ",".join(["127.0.0.1", *(host.here for host in hosts)]), "fsync": "off"})
    server.reserve([roles.APP, roles.OWNER])
    server.hold()
    try:
        with (server.cluster / "pg_hba.conf").open("a") as rules:
            rules.writelines(f"host kantor {roles.APP},{roles.OWNER} {host.there}/32 scram-sha-256\n" for host in hosts)
        with psycopg.connect(**server.login(), autocommit=True) as admin:
            admin.execute("SELECT pg_reload_conf()")
            roles.make_roles(admin, owner_password=server.password(roles.OWNER), app_password=server.password(roles.APP))
            roles.make_database(admin, "kantor")
        yield server
    finally:
        server.release()


def house_at(folder: Path, server: EmbeddedServer, address: str, originals: Path) -> OwnHouse:
    """The settings of a host: the database at this address, and the folder of originals that all of them mount."""
    urls = {
        name: f"postgresql://{role}:{server.password(role)}@{address}:{server.address()['port']}/kantor?sslmode=disable"
        for name, role in (("database_url", roles.APP), ("owner_url", roles.OWNER))
    }
    return OwnHouse(folder, originals=str(originals), **urls)


@contextmanager
def worker_on(host: FarHost, house: OwnHouse) -> Iterator[Path]:
    """Its log."""
    log = house.data / "worker.log"
    with log.open("wb") as lines:
        process = subprocess.Popen(host.command(house.command("worker")), env=house.environment(), stderr=lines)
    try:
        yield log
    finally:
        process.terminate()
        process.wait(PATIENCE_S)


def taken(log: Path, host: FarHost) -> int:
    """How many documents took effect by the jobs of this log."""
    return sum(count for job, count in jobs(log, host) if job == "take_effect")


def test_two_workers_on_hosts_of_their_own_take_part(server_folder: Path) -> None:
    originals = server_folder / "originals"
    with far_hosts(2) as hosts, database_for(hosts, server_folder / "postgres") as server, ExitStack() as stack:
        first = house_at(server_folder / "first", server, "127.0.0.1", originals)
        clients = json.loads(first.run(FOUND).splitlines()[-1])
        first.tell("verify-trail", "--seal")  # from now on all keys are there, as after the first day of work
        logs = {}
        for host in hosts:
            house = house_at(server_folder / host.name, server, host.here, originals)
            shutil.copytree(first.data / "keys", house.data / "keys")
            logs[host] = stack.enter_context(worker_on(host, house))
        assert any(all("outcome=started" in log.read_text() for log in logs.values()) for _ in until()), told(logs)
        for times in range(1, MOST_TIMES + 1):  # a quick worker may do all of it before the other has looked
            first.run(FILL.format(given=clients, orders=ORDERS, files=FILES, since=times * ORDERS))
            assert any(asked_for(server, LEFT) == (0,) for _ in until()), told(logs)
            done = {host: jobs(log, host) for host, log in logs.items()}
            if all(done.values()):
                break
        with psycopg.connect(**server.login("kantor"), autocommit=True) as superuser:
            asked = "SELECT DISTINCT host(client_addr) FROM pg_stat_activity WHERE usename = 'kantor_app' AND client_addr <> '127.0.0.1'"
            assert {address for (address,) in superuser.execute(asked)} == {host.there for host in hosts}
            effects = superuser.execute("SELECT count(*), count(DISTINCT document_id) FROM documents_effect").fetchone()
            assert effects == (times * len(clients) * ORDERS,) * 2
        assert first.tell("verify-trail", "--seal").count("intact") == len(clients) + 1
        assert all(done.values()), told(logs)
        # A worker tells of a job when it is done, a moment after the database knows it.
        assert any(sum(taken(log, host) for host, log in logs.items()) == times * len(clients) * ORDERS for _ in until()), told(logs)
        assert sum(count for job, count in [*done[hosts[0]], *done[hosts[1]]] if job == "resume") == times * len(clients) * FILES


def asked_for(server: EmbeddedServer, text: str) -> object:
    with psycopg.connect(**server.login("kantor"), autocommit=True) as superuser:
        return superuser.execute(text.encode()).fetchone()


def jobs(log: Path, host: FarHost) -> list[tuple[str, int]]:
    """What the worker of this name says that it did: job and how many documents."""
    line = re.compile(rf"job=(\w+) client=\d+ count=([1-9]\d*) .*outcome=done worker={host.name}:\d+")
    return [(found[1], int(found[2])) for found in line.finditer(log.read_text())]


def told(logs: dict[FarHost, Path]) -> str:
    return "\n".join(log.read_text() for log in logs.values())
