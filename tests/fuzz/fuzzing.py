"""Gives each reader its share of the time, tells what broke it, and keeps that and what led on in the corpus."""

import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from tests.fuzz.targets import CORPUS, TARGETS, TRIAL, kept

ROOT = Path(__file__).resolve().parents[2]
LONGEST_BYTES = 20_000
LIMITS = (f"-max_len={LONGEST_BYTES}", "-timeout=10", "-rss_limit_mb=2048", "-print_final_stats=1")
BREAKING = ("crash-", "timeout-", "oom-")
KEPT_BYTES, KEPT_FILES = 12_000, 20
"""What is kept for a reader besides what broke it: so many small files."""


@dataclass(frozen=True, kw_only=True)
class Result:
    """broke: files of the corpus that the reader did not survive; told: the end of what libFuzzer said; kept: how many files led on."""

    name: str
    runs: int
    broke: tuple[Path, ...]
    told: str
    kept: int

    @property
    def line(self) -> str:
        said = f"{self.name:8} {self.runs:>9,} runs"
        if self.broke:
            return f"{said}, BROKEN by {', '.join(map(os.path.relpath, self.broke))}\n{self.told}"
        return said + (f", {self.kept} files led on" if self.kept else ", held")


class Readers:
    """The process that imported all readers once and lends a fork of itself to each that is fuzzed."""

    def __enter__(self) -> Self:
        command = [sys.executable, "-m", "tests.fuzz.process"]
        environment = os.environ | {"PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"}
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=environment)
        return self

    def __exit__(self, *exception: object) -> None:
        self._process.communicate()

    def fuzz(self, name: str, seconds: int, *, keep: bool = False) -> Result:
        """Hand the reader what coverage leads to, beginning with its seeds and its corpus. keep: what leads on becomes corpus too."""
        with tempfile.TemporaryDirectory(prefix=f"kantor-fuzz-{name}-") as folder:
            found, seeds, said = Path(folder, "found"), Path(folder, "seeds"), Path(folder, "said")
            for place in (found, seeds):
                place.mkdir()
            for number, seed in enumerate([*{**TARGETS, **TRIAL}[name].seeds(), *(path.read_bytes() for path in kept(name))]):
                (seeds / str(number)).write_bytes(seed)
            code = self._run(name, said, f"-max_total_time={seconds}", f"-artifact_prefix={folder}/", *LIMITS, str(found), str(seeds))
            told = said.read_text(errors="replace")
            broke = tuple(_keep(path, name) for path in sorted(Path(folder).iterdir()) if path.name.startswith(BREAKING))
            if code and not broke:
                raise RuntimeError(f"{name} could not be fuzzed:\n{told[-3000:]}")
            led_on = _keep_some(name, found) if keep else 0
        runs = re.search(r"stat::number_of_executed_units: (\d+)", told)
        return Result(name=name, runs=int(runs[1]) if runs else 0, broke=broke, told=told[-3000:], kept=led_on)

    def _run(self, name: str, said: Path, *options: str) -> int:
        """The exit code of libFuzzer."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps([name, str(said), *options]) + "\n")
        self._process.stdin.flush()
        return int(self._process.stdout.readline())


def _keep(path: Path, name: str) -> Path:
    """By a name of its own, told by how it broke the reader."""
    data = path.read_bytes()
    kind = path.name.partition("-")[0]
    place = CORPUS / name / f"{kind}-{hashlib.sha256(data).hexdigest()[:12]}"
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(data)
    return place


def _keep_some(name: str, found: Path) -> int:
    """Of what led to new places, as libFuzzer wrote it down, small and large files alike; answers how many are new in the corpus."""
    room = KEPT_FILES - len(kept(name))
    fresh = sorted((data for path in found.iterdir() if len(data := path.read_bytes()) <= KEPT_BYTES), key=len)
    chosen = fresh[:: max(1, len(fresh) // room)][:room] if room > 0 else []
    for data in chosen:
        place = CORPUS / name / hashlib.sha256(data).hexdigest()[:12]
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
    return len(chosen)


def main(seconds: int, names: Sequence[str], *, keep: bool) -> int:
    """All of them one after the other; 1 where one of them was broken."""
    broken = False
    with Readers() as readers:
        for name in names or TARGETS:
            result = readers.fuzz(name, max(1, seconds // len(names or TARGETS)), keep=keep)
            print(result.line, flush=True)
            broken |= bool(result.broke)
    return int(broken)
