"""The page /metrics: what was counted, what waits, and what the processes use, in the text format of Prometheus; clients are not named."""

import hmac
import ipaddress
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse

from kantor.site import keys
from kantor.site.config import Config
from kantor.site.health import counting, figures

KEPT_S = 10.0
"""The database is asked at most so often, however many ask."""
CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
Sample = tuple[Mapping[str, str], float]
Metric = tuple[str, str, Sequence[Sample]]
"""Name, what it is, and its values by their labels."""


def metrics(request: HttpRequest) -> HttpResponse:
    """For those the settings let in; everybody else learns nothing, not even that the page is there."""
    config: Config = settings.KANTOR
    if not may_ask(request, config):
        raise Http404
    lines = "".join(_lines(metric) for metric in (*waiting(time.monotonic()), *using(config)))
    return HttpResponse(counting.text(config.data / counting.FOLDER) + lines.encode(), content_type=CONTENT_TYPE)


def may_ask(request: HttpRequest, config: Config) -> bool:
    """`loopback`: who asks from this host and not through a proxy; `token`: who knows what is in `metrics_token_file`."""
    if config.metrics == "loopback":
        forwarded = "HTTP_X_FORWARDED_FOR" in request.META or "HTTP_FORWARDED" in request.META
        return not forwarded and ipaddress.ip_address(request.META.get("REMOTE_ADDR") or "::").is_loopback
    if config.metrics == "token":
        expected = f"Bearer {keys.secret_key(config.metrics_token_file)}"
        return hmac.compare_digest(request.headers.get("Authorization", "").encode(), expected.encode())
    return False


_LAST: dict[str, tuple[float, list[Metric]]] = {}


def waiting(tick: float) -> list[Metric]:
    """The figures of the database; tick: seconds of a clock that only goes forward."""
    at, known = _LAST.get("figures", (-KEPT_S, []))
    if tick - at >= KEPT_S or not known:
        known = list(_waiting(figures.figures(datetime.now(UTC))))
        _LAST["figures"] = (tick, known)
    return known


def _waiting(found: figures.Figures) -> Iterator[Metric]:
    def age(at: datetime | None) -> float:
        return max(0.0, (found.at - at).total_seconds()) if at else 0.0

    depth: Counter[str] = Counter()
    oldest: dict[str, float] = {}
    for work in found.waiting:
        depth[work.step] += work.number
        oldest[work.step] = max(oldest.get(work.step, 0.0), age(work.due_at))
    unsealed = [row.oldest_at for row in found.unsealed]
    yield "kantor_documents_today", "Documents that came in since midnight UTC, by state.", _by("state", found.documents_today, _number)
    yield "kantor_tasks_open", "Tasks that wait for people, by step.", _by("step", found.open_tasks, _number)
    yield "kantor_tasks_oldest_seconds", "Age of the oldest of them.", _by("step", found.open_tasks, lambda row: age(row.oldest_at))
    yield "kantor_queue_depth", "Work that waits for workers, by step, up to 200 for each client.", _labelled("step", depth)
    yield "kantor_queue_oldest_seconds", "How long the oldest of it has waited.", _labelled("step", oldest)
    yield "kantor_jobs", "Jobs by step and status.", [({"step": row.step, "status": row.status}, row.number) for row in found.jobs]
    yield "kantor_workers", "Workers that gave a sign of life lately.", [({}, found.workers.living)]
    yield "kantor_outbox", "Letters and files that have not left, by state.", _by("state", found.outbox, _number)
    yield "kantor_outbox_oldest_seconds", "Age of the oldest of them.", _by("state", found.outbox, lambda row: age(row.oldest_at))
    yield "kantor_trail_unsealed", "Records that wait for the sealer.", [({}, sum(row.number for row in found.unsealed))]
    yield "kantor_trail_lag_seconds", "Age of the oldest of them.", [({}, age(min(unsealed)) if unsealed else 0.0)]
    yield "kantor_database_bytes", "Size of the database.", [({}, found.server.size_bytes)]
    yield "kantor_database_connections", "Connections in use.", [({}, found.server.connections)]


def using(config: Config) -> Iterator[Metric]:
    """Memory of each process of this host that counts with us."""
    found = counting.processes(config.data / counting.FOLDER)
    samples: list[Sample] = [({"process": one.kind, "pid": str(one.pid)}, one.resident_bytes) for one in found]
    yield "kantor_process_resident_bytes", "Memory of each process.", samples


def _number(row: figures.Row) -> float:
    return float(row.number)


def _by(label: str, rows: Sequence[figures.Row], value: Callable[[figures.Row], float]) -> list[Sample]:
    return [({label: getattr(row, label)}, value(row)) for row in rows]


def _labelled(label: str, values: Mapping[str, float]) -> list[Sample]:
    return [({label: name}, value) for name, value in values.items()]


def _lines(metric: Metric) -> str:
    name, what, samples = metric
    head = f"# HELP {name} {what}\n# TYPE {name} gauge\n"
    return head + "".join(f"{name}{_labels(labels)} {value}\n" for labels, value in samples)


def _labels(labels: Mapping[str, str]) -> str:
    def quoted(value: str) -> str:
        return value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")

    return "{" + ",".join(f'{name}="{quoted(value)}"' for name, value in labels.items()) + "}" if labels else ""
