"""Stores the demonstration as this release keeps it, for the next releases to migrate.

    PYTHONPATH=src:. .venv/bin/python -m tests.site.upgrade.make

Writes `<version>/database.dump.xz` and the keys of this demonstration beside this file; they sign and seal invented data only.
"""

import lzma
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from kantor import __version__
from kantor.site.postgres import EmbeddedServer

HERE = Path(__file__).parent
BESIDE = ("keys/master_key", "keys/signing_key.pem", "trail_heads.jsonl")
SOURCES = Path(__file__).parents[3] / "src"


def main() -> None:
    folder = Path(tempfile.mkdtemp(prefix="kantor-upgrade-"))
    kept = {name: value for name, value in os.environ.items() if not name.startswith("KANTOR_")}
    environment = kept | {"KANTOR_DATA": str(folder), "PYTHONPATH": str(SOURCES)}
    subprocess.run([sys.executable, "-m", "kantor", "demo", "--no-serve"], env=environment, check=True)
    store(folder, HERE / __version__)
    shutil.rmtree(folder)


def store(data: Path, into: Path) -> None:
    """Dump the database of a data folder, packed, with its keys and the heads of its trail."""
    into.mkdir(exist_ok=True)
    server = EmbeddedServer(data / "postgres")
    server.hold()
    try:
        dump = subprocess.run(
            [str(server.programs / "bin" / "pg_dump"), "--format=custom", "--compress=none"],
            env=os.environ | libpq(server),
            check=True,
            capture_output=True,
        )
    finally:
        server.release()
    (into / "database.dump.xz").write_bytes(lzma.compress(dump.stdout, preset=9))
    for name in BESIDE:
        shutil.copy(data / name, into / Path(name).name)


def libpq(server: EmbeddedServer) -> dict[str, str]:
    """The superuser's way into the database of the house, for PostgreSQL's own programs."""
    login = server.login("kantor")
    names = {"PGHOST": "host", "PGPORT": "port", "PGUSER": "user", "PGPASSWORD": "password", "PGDATABASE": "dbname"}
    return {variable: login[name] for variable, name in names.items()}


if __name__ == "__main__":
    main()
