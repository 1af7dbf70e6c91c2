"""`python -m tests.fuzz --seconds N [--only TARGET]`: hands readers what coverage leads to; only declared exceptions may come out.

What breaks a reader is kept as `crash-*`, `timeout-*` or `oom-*` in the folder that is named with the failure.
"""

import argparse
import contextlib
import subprocess
import sys
import tempfile
from pathlib import Path

import atheris


def main() -> int:
    """Each target in a process of its own, since libFuzzer ends the one it runs in."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--seconds", type=int, default=60, help="for all targets together")
    given.add_argument("--only", default="")
    given.add_argument("--run", nargs=2, metavar=("TARGET", "FOLDER"))
    options = given.parse_args()
    if options.run:
        _run(*options.run, options.seconds)
    from tests.fuzz.targets import TARGETS

    names = [name for name in TARGETS if options.only in ("", name)]
    failed = []
    for name in names:
        folder = tempfile.mkdtemp(prefix=f"kantor-fuzz-{name}-")
        seconds = str(max(1, options.seconds // len(names)))
        ended = subprocess.run(
            [sys.executable, "-m", "tests.fuzz", "--seconds", seconds, "--run", name, folder], capture_output=True, text=True, check=False
        )
        done = [line for line in ended.stderr.splitlines() if line.startswith(("#", "Done", " === ", "==", "SUMMARY"))][-1:]
        print(f"{name}: {'held' if ended.returncode == 0 else f'BROKEN, see {folder}'} ({' '.join(done)})", flush=True)
        if ended.returncode:
            failed.append(name)
            print(ended.stderr[-3000:])
    return 1 if failed else 0


def _run(name: str, folder: str, seconds: int) -> None:
    with atheris.instrument_imports(include=["kantor.engines"]):
        from tests.fuzz.targets import DECLARED, TARGETS
    target, seeds = TARGETS[name]
    corpus = Path(folder, "corpus")
    corpus.mkdir()
    for number, seed in enumerate(seeds()):
        (corpus / str(number)).write_bytes(seed)

    def once(data: bytes) -> None:
        with contextlib.suppress(*DECLARED):
            target(data)

    limits = [f"-max_total_time={seconds}", "-timeout=10", "-rss_limit_mb=2048", "-max_len=20000", f"-artifact_prefix={folder}/"]
    atheris.Setup([sys.argv[0], *limits, str(corpus)], once)
    atheris.Fuzz()


if __name__ == "__main__":
    sys.exit(main())
