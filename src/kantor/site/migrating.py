"""Brings the tables up to date, as their owner."""

from collections.abc import Callable

from django.core.management import call_command
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

OWNER = "owner"
ONE_AT_A_TIME = 0x6D696772617465  # "migrate" as the number of an advisory lock


def pending() -> list[str]:
    """The migrations that have not been applied yet, as `app.name`."""
    executor = MigrationExecutor(connections[OWNER])
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def up_to_date(*, say: Callable[[str], None]) -> int:
    """Apply what is pending and return how many migrations that were."""
    try:
        if not pending():
            return 0
        with connections[OWNER].cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [ONE_AT_A_TIME])  # given back when the connection is closed
        waiting = pending()  # another command may have done it meanwhile
        if waiting:
            say(f"Updating the tables ({len(waiting)} steps) ...")
            call_command("migrate", database=OWNER, interactive=False, verbosity=0)
        return len(waiting)
    finally:
        connections[OWNER].close()
