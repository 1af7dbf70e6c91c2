"""As root the server runs under an account of its own: made once however many ask at once, and kept by the database that it has made."""

import os
import pwd
import shutil
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from tests.house.sources import ROOT

from kantor.site import system_user
from kantor.site.postgres import EmbeddedServer

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="only root makes accounts")
ACCOUNTS = ("passwd", "shadow", "group", "gshadow")
OWN_ETC = 'mount --bind "$1" /etc && shift && exec "$@"'
ASK = """
import subprocess, sys
one = "from pathlib import Path; from kantor.site import system_user; print(*system_user.for_server(Path('/nowhere')))"
asking = [subprocess.Popen([sys.executable, "-c", one], stdout=subprocess.PIPE, text=True) for _ in range(4)]
told = [process.communicate()[0] for process in asking]
print(*told, sep="", end="")
print(subprocess.run([sys.executable, "-c", one], stdout=subprocess.PIPE, text=True).stdout, end="")
"""


@pytest.fixture
def own_etc(tmp_path: Path) -> Path:
    """A copy of /etc in which nobody has made the account yet, to be put over /etc for one command."""
    if shutil.which("useradd") is None or subprocess.run(["unshare", "--mount", "true"], capture_output=True, check=False).returncode:
        pytest.skip("this machine lets nobody have an /etc of their own")
    etc = tmp_path / "etc"
    shutil.copytree("/etc", etc, symlinks=True, ignore_dangling_symlinks=True)
    for path in (etc / name for name in ACCOUNTS):
        path.write_text("".join(line for line in path.read_text().splitlines(keepends=True) if not line.startswith(system_user.NAME)))
    return etc


def test_of_several_first_starts_at_once_all_get_the_same_account(own_etc: Path) -> None:
    command = ["unshare", "--mount", "sh", "-c", OWN_ETC, "sh", str(own_etc), sys.executable, "-c", ASK]
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    account = next(line.split(":") for line in (own_etc / "passwd").read_text().splitlines() if line.startswith(system_user.NAME))
    assert done.stdout.splitlines() == [" ".join(account[2:4])] * 5


def test_a_database_stays_with_the_account_that_made_it(server_folder: Path) -> None:
    """The account was made later, or by another program at the same time: until then somebody stood in for it."""
    server = EmbeddedServer(server_folder / "postgres", settings={"fsync": "off"})
    server.hold()
    server.release()
    nobody = pwd.getpwnam("nobody")
    for path in (server.cluster, *server.cluster.rglob("*"), server.home / "run"):
        os.chown(path, nobody.pw_uid, nobody.pw_gid, follow_symlinks=False)
    server.hold()
    try:
        psycopg.connect(**server.login()).close()
        assert (server.cluster / "postmaster.pid").stat().st_uid == nobody.pw_uid
    finally:
        server.release()
