"""A data folder of the harness's own, on a small file system where this machine lets us make one, so that its disk can really be full."""

import os
import shutil
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path

SIZE = "1500m"
BALLAST = "ballast"


class Place:
    """data: KANTOR_DATA; notes: beside it, on another disk; primary: a second database if any; is_small: data can be full."""

    def __init__(self) -> None:
        self.root = Path(tempfile.mkdtemp(prefix="kantor-chaos-"))
        self.data, self.notes, self.primary = self.root / "data", self.root / "notes", self.root / "primary"
        for folder in (self.data, self.notes):
            folder.mkdir()
        self.root.chmod(0o755)  # the database's user must reach its folder
        mounted = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", f"size={SIZE},mode=755", "tmpfs", str(self.data)], capture_output=True, check=False
        )
        self.is_small = mounted.returncode == 0

    def take_over(self, other: "Place") -> None:
        """Begin as another place stands, whose processes have ended."""
        subprocess.run(["cp", "-a", f"{other.data}/.", str(self.data)], check=True)

    def fill(self) -> None:
        """Not a byte is left."""
        room = os.statvfs(self.data)
        with suppress(OSError), (self.data / BALLAST).open("wb") as file:
            os.posix_fallocate(file.fileno(), 0, room.f_bavail * room.f_frsize)
        with suppress(OSError), (self.data / BALLAST).open("ab") as file:
            while True:
                file.write(bytes(4096))
                file.flush()

    def free(self) -> None:
        (self.data / BALLAST).unlink(missing_ok=True)

    def remove(self) -> None:
        if self.is_small:
            subprocess.run(["umount", "-l", str(self.data)], check=False)
        shutil.rmtree(self.root, ignore_errors=True)
