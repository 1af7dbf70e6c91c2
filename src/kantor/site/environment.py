"""Makes `.venv` from a lock file. Run by the launcher with any Python >= 3.11, so it uses the standard library alone.

Usage: environment.py CLONE LOCK. Several may be started at once: one works, the others wait for it. What was interrupted is resumed.
uv does the work where it can be had (it is installed with pip into a folder of the user's cache); pip does it where not. Every package is
pinned with its hash.
"""

import fcntl
import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Mapping, Sequence
from pathlib import Path

RUNTIME, WITH_TOOLS, FOR_UV = "requirements.lock", "requirements-dev.lock", "requirements-uv.lock"
# What pip was told about the company's own package index, in uv's words.
UV_WORDS = {"index-url": "UV_DEFAULT_INDEX", "extra-index-url": "UV_INDEX", "find-links": "UV_FIND_LINKS", "cert": "SSL_CERT_FILE"}


class SetupError(Exception):
    """The environment cannot be made; the message says what to do."""


def main(clone: Path, wanted: str) -> None:
    """Bring CLONE/.venv to the state of the lock file `wanted`."""
    venv = clone / ".venv"
    try:
        venv.mkdir(exist_ok=True)
        with (venv / "setup.lock").open("w") as guard:
            _wait_for_others(guard.fileno())
            if not is_up_to_date(clone, wanted):
                lock = WITH_TOOLS if (venv / WITH_TOOLS).exists() else wanted
                _make(venv, clone, lock)
    except OSError as error:
        raise SetupError(f"{venv} cannot be written ({error.strerror}). Clone Kantor to a folder of your own.") from error


def is_up_to_date(clone: Path, lock: str) -> bool:
    """Whether .venv was completely made from this very lock file, or from the one with the tools besides."""
    made_from = [name for name in (lock, WITH_TOOLS) if (clone / ".venv" / name).exists()]
    same = any((clone / ".venv" / name).read_bytes() == (clone / name).read_bytes() for name in made_from)
    return same and (clone / ".venv" / "bin" / "python").exists()


def _make(venv: Path, clone: Path, lock: str) -> None:
    text = (clone / lock).read_text(encoding="utf-8")
    say(f"Setting up Kantor in {venv}: {text.count('==')} packages (only now and after updates) ...")
    for name in (RUNTIME, WITH_TOOLS):
        (venv / name).unlink(missing_ok=True)
    uv = _find_uv(clone)
    if not (uv and _sync_with_uv(uv, venv, clone / lock)):
        _install_with_pip(venv, clone / lock)
    making = venv / f"{lock}.making"
    making.write_text(text, encoding="utf-8")
    making.rename(venv / lock)
    say("Ready.")


def _find_uv(clone: Path) -> str | None:
    """uv of this computer, else our own copy in the user's cache, installed with pip; None where it cannot be had."""
    found = shutil.which("uv")
    if found:
        return found
    home = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "kantor" / f"uv-{sysconfig.get_platform()}"
    uv = home / "bin" / "uv"
    if uv.exists() and run([str(uv), "--version"]):
        return str(uv)
    say("Fetching uv, which installs the packages ...")
    arguments = ["install", "--quiet", "--disable-pip-version-check", "--require-hashes", "-r", str(clone / FOR_UV)]
    shutil.rmtree(home, ignore_errors=True)
    if run([sys.executable, "-m", "venv", str(home)]) and run([str(home / "bin" / "python"), "-m", "pip", *arguments], shown=True):
        return str(uv)
    shutil.rmtree(home, ignore_errors=True)
    if run([sys.executable, "-m", "pip", *arguments, "--target", str(home)]):
        return str(uv)
    return None


def _sync_with_uv(uv: str, venv: Path, lock: Path) -> bool:
    environment = {**os.environ, **pip_settings_for_uv()}
    python = str(venv / "bin" / "python")
    quiet = [] if sys.stderr.isatty() else ["--quiet"]
    if run([uv, "venv", "--quiet", "--no-config", "--allow-existing", "--python", sys.executable, str(venv)], environment=environment):
        sync = [uv, "pip", "sync", *quiet, "--require-hashes", "--compile-bytecode", "--python", python, str(lock)]
        if run([*sync, "--index-strategy", "unsafe-best-match"], environment=environment, shown=True):
            return True
    say("uv could not install the packages; trying pip, which takes longer ...")
    return False


def _install_with_pip(venv: Path, lock: Path) -> None:
    if not run([sys.executable, "-m", "venv", str(venv)]):
        raise SetupError(
            f"{sys.executable} cannot make virtual environments. Install what is missing (Debian, Ubuntu: apt install python3-venv), "
            "then start again."
        )
    pip = [str(venv / "bin" / "python"), "-m", "pip", "install", "--disable-pip-version-check", "--require-hashes", "-r", str(lock)]
    if not run([*pip, *([] if sys.stderr.isatty() else ["--quiet"])], shown=True):
        raise SetupError(
            "The packages could not be installed; the lines above say why. Behind a proxy or with an index of your own, "
            "tell pip (pip config set global.index-url ..., HTTPS_PROXY) and start again: it goes on where it stopped."
        )


def pip_settings_for_uv() -> dict[str, str]:
    """The package index that pip is configured to use, as uv's variables; what is set for uv itself stays."""
    done = subprocess.run([sys.executable, "-m", "pip", "config", "list"], capture_output=True, text=True, check=False)
    return in_words_of_uv(done.stdout.splitlines() if done.returncode == 0 else [], os.environ)


def in_words_of_uv(lines: Sequence[str], environment: Mapping[str, str]) -> dict[str, str]:
    """`lines` of `pip config list`, such as "global.index-url='https://…'", as uv's variables, unless `environment` has them."""
    found: dict[str, str] = {}
    for line in lines:
        key, _, value = line.partition("=")
        word = UV_WORDS.get(key.rpartition(".")[2])
        if word and word not in environment:
            found[word] = value.strip("'\"")
    return found


def _wait_for_others(descriptor: int) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        say("Kantor is being set up by another command; waiting for it ...")
        fcntl.flock(descriptor, fcntl.LOCK_EX)


def run(command: Sequence[str], *, environment: Mapping[str, str] | None = None, shown: bool = False) -> bool:
    """Whether the command succeeded; its output goes to standard error where `shown`."""
    output = None if shown else subprocess.DEVNULL
    try:
        return subprocess.run(command, env=environment, stdout=sys.stderr if shown else output, stderr=output, check=False).returncode == 0
    except OSError:
        return False


def say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)


if __name__ == "__main__":
    try:
        main(Path(sys.argv[1]), sys.argv[2])
    except SetupError as error:
        say(f"kantor: {error}")
        sys.exit(2)
    except KeyboardInterrupt:
        say("Stopped; the next start goes on from here.")
        sys.exit(130)
