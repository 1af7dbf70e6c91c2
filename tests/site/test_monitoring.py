"""What load balancers and monitoring ask: /health, /ready and /metrics."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.test import Client
from tests.house.sources import ROOT
from tests.journeys.office import open_office
from tests.site import waiting_work

from kantor.site.config import Config
from kantor.site.health import counting, exposing
from kantor.spine import documents

COUNT = """
from pathlib import Path
from kantor.site.health import counting
for status in (200, 200, 503):
    counting.meters(Path({folder!r})).requests.labels("desk:home", "GET", str(status)).observe(0.02)
print("kantor counts")
"""


@pytest.mark.usefixtures("committed_database")
def test_it_is_ready_when_documents_can_be_taken_in() -> None:
    answer = Client().get("/ready")
    assert (answer.status_code, answer.json()) == (200, {"ready": True, "waits_for": []})


@pytest.mark.usefixtures("committed_database")
def test_it_waits_for_tables_of_this_release(owner_connection: psycopg.Connection[Any]) -> None:
    owner_connection.execute("DELETE FROM django_migrations WHERE app = 'facts'")
    answer = Client().get("/ready")
    assert (answer.status_code, answer.json()["waits_for"]) == (503, ["tables"])


@pytest.mark.usefixtures("worker_database")
def test_it_waits_for_the_database_and_for_the_originals(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    gone = replace(
        settings.KANTOR,
        database_url="postgresql://kantor_app:secret@127.0.0.1:1/kantor",
        owner_url="postgresql://kantor_owner:secret@127.0.0.1:1/kantor",
        originals=tmp_path / "file" / "originals",
    )
    monkeypatch.setattr(settings, "KANTOR", gone)
    answer = Client().get("/ready")
    assert (answer.status_code, answer.json()["waits_for"]) == (503, ["database", "originals"])
    assert "secret" not in answer.content.decode()


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch, server_folder: Path) -> Config:
    config = replace(settings.KANTOR, metrics="loopback", data=server_folder, metrics_token_file=server_folder / "token")
    monkeypatch.setattr(settings, "KANTOR", config)
    exposing._LAST.clear()
    return config


def test_metrics_are_for_nobody_unless_a_setting_says_so() -> None:
    assert Client().get("/metrics").status_code == 404


@pytest.mark.usefixtures("database")
def test_metrics_on_loopback_are_for_this_host_and_not_for_who_comes_through_a_proxy(asked: Config) -> None:
    assert Client().get("/metrics").status_code == 200
    assert Client().get("/metrics", REMOTE_ADDR="192.0.2.7").status_code == 404
    assert Client().get("/metrics", headers={"x-forwarded-for": "127.0.0.1"}).status_code == 404


@pytest.mark.usefixtures("database")
def test_metrics_by_token_are_for_who_sends_it(asked: Config, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "KANTOR", replace(asked, metrics="token"))
    assert Client().get("/metrics").status_code == 404
    token = asked.metrics_token_file.read_text()
    assert asked.metrics_token_file.stat().st_mode & 0o077 == 0
    assert Client().get("/metrics", headers={"authorization": f"Bearer {token[:-1]}"}).status_code == 404
    assert Client().get("/metrics", headers={"authorization": f"Bearer {token}"}, REMOTE_ADDR="192.0.2.7").status_code == 200


@pytest.mark.usefixtures("database")
def test_metrics_tell_what_waits(asked: Config) -> None:
    office = open_office()
    ids = waiting_work.ready_orders(office, "DE", 2)
    with office.acting("DE") as actor:
        documents.set_state(ids, "ready", actor)
    waiting_work.set_aside(office, "DE")
    text = Client().get("/metrics").content.decode()
    assert 'kantor_queue_depth{step="take_effect"} 2' in text
    assert 'kantor_queue_depth{step="wake"} 1' in text
    samples = {line.split(" ")[0]: float(line.split(" ")[1]) for line in text.splitlines() if not line.startswith("#")}
    assert samples["kantor_trail_unsealed"] > 0
    assert samples["kantor_trail_lag_seconds"] > 0
    assert samples['kantor_queue_oldest_seconds{step="take_effect"}'] > 0
    assert samples["kantor_database_bytes"] > 1_000_000
    assert samples["kantor_workers"] == 0


def test_what_several_processes_counted_is_added_up_and_outlives_them(server_folder: Path) -> None:
    folder = server_folder / "metrics"
    script = COUNT.format(folder=str(folder)) + "import sys\nsys.stdin.read()\n"
    begun = [
        subprocess.Popen([sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT / "src") for _ in range(2)
    ]
    for process in begun:
        assert process.stdout is not None
        assert process.stdout.readline() == b"kantor counts\n"
    assert {running.pid for running in counting.processes(folder)} == {process.pid for process in begun}
    assert min(running.resident_bytes for running in counting.processes(folder)) > 1_000_000
    begun[0].communicate()
    assert [running.pid for running in counting.processes(folder)] == [begun[1].pid]
    text = counting.text(folder).decode()
    assert 'kantor_request_seconds_count{method="GET",route="desk:home",status="200"} 4.0' in text
    assert 'kantor_request_seconds_bucket{le="0.025",method="GET",route="desk:home",status="503"} 2.0' in text
    begun[1].communicate()


def test_a_house_that_starts_anew_counts_anew(server_folder: Path) -> None:
    script = (
        COUNT.format(folder=str(server_folder / "metrics")) + f"print(counting.text(Path({str(server_folder / 'metrics')!r})).decode())"
    )
    done = [subprocess.run([sys.executable, "-c", script], check=True, cwd=ROOT / "src", capture_output=True, text=True) for _ in range(2)]
    assert ['status="200"} 2.0' in one.stdout for one in done] == [True, True]
