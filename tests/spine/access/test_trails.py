"""The trails of all clients and of the house are sealed and verified in one go."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg

from kantor.spine import access, trail

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def test_every_trail_is_sealed_anchored_and_verified(
    committed_database: str, tmp_path: Path, superuser_connection: psycopg.Connection[Any]
) -> None:
    access.create_person(email="trails@example.com", name="Trails", at=AT)
    new = access.NewClient(
        code="trails", name="Trails", country="DE", currency="EUR", language="de", chart="skr03", from_on=AT.date(),
        people=(("trails@example.com", "clerk"),),
    )  # fmt: skip
    client = access.create_client(new, at=AT)
    signer, anchors = trail.make_key(tmp_path / "key.pem"), tmp_path / "anchors.jsonl"
    trust = trail.Trust(trail.public_keys([signer]))

    assert access.seal_trails(signer, AT, anchors=anchors) >= 3
    assert access.seal_trails(signer, AT, anchors=anchors) == 0
    reports = {report.client_id: report for report in access.verify_trails(trust, AT, anchors=anchors)}
    assert {access.HOUSE, client} <= set(reports)
    assert all(report.is_intact for report in reports.values())
    assert reports[client].leaves == 2

    with superuser_connection.transaction():
        superuser_connection.execute("SET LOCAL session_replication_role = replica")
        for table in ("record", "leaf", "head"):
            superuser_connection.execute(f"DELETE FROM trail_{table} WHERE client_id = %s", [client])  # type: ignore[arg-type]
    (report,) = access.verify_trails(trust, AT, clients=[client], anchors=anchors)
    assert report.counts == {"anchor_broken": 1}
