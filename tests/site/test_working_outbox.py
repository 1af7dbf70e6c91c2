"""The folder outbox: whole files under their keys, handed over exactly once wherever a process is killed or paused."""

import threading
from contextlib import suppress
from pathlib import Path

import pytest

from kantor.channels import folder
from kantor.channels.folder import Staged, outbox

KEY = "payment_file:17"


def staged(place: Path, data: bytes = b"<pain/>") -> Staged:
    return folder.stage(place, KEY, data, suffix="xml")


def in_sight(place: Path) -> list[str]:
    return sorted(path.name for path in place.iterdir() if not path.name.startswith("."))


def test_nothing_is_in_sight_before_it_is_handed_over(tmp_path: Path) -> None:
    one = staged(tmp_path)
    assert in_sight(tmp_path) == []
    folder.hand_over(one)
    folder.forget(one)
    assert in_sight(tmp_path) == [one.name]
    assert (tmp_path / one.name).read_bytes() == b"<pain/>"
    assert list((tmp_path / outbox.STAGE).iterdir()) == []


def test_what_the_receiver_has_fetched_does_not_come_again(tmp_path: Path) -> None:
    """Killed after handing over and before the database knew: the worker that takes over starts from the beginning."""
    first = staged(tmp_path)
    folder.hand_over(first)
    (tmp_path / first.name).unlink()
    second = staged(tmp_path)
    folder.hand_over(second)
    folder.forget(second)
    assert in_sight(tmp_path) == []


def test_killed_between_mark_and_move_it_is_handed_over_by_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = staged(tmp_path, b"first")
    with monkeypatch.context() as patched:
        patched.setattr(Path, "rename", _killed)
        with pytest.raises(KeyboardInterrupt):
            folder.hand_over(first)
    assert in_sight(tmp_path) == []
    folder.hand_over(staged(tmp_path, b"second"))
    assert (tmp_path / first.name).read_bytes() == b"first"


def _killed(*_: object) -> None:
    raise KeyboardInterrupt


def test_a_worker_that_was_paused_hands_nothing_over_a_second_time(tmp_path: Path) -> None:
    paused, other = staged(tmp_path), staged(tmp_path)
    folder.hand_over(other)
    folder.forget(other)
    (tmp_path / other.name).unlink()
    folder.hand_over(paused)
    assert in_sight(tmp_path) == []


def test_many_at_once_hand_over_one(tmp_path: Path) -> None:
    many = [staged(tmp_path, str(number).encode()) for number in range(8)]
    seen: list[bytes] = []

    def fetch_at_once(one: Staged) -> None:
        folder.hand_over(one)
        with suppress(FileNotFoundError):
            seen.append((tmp_path / one.name).rename(tmp_path / f"fetched-{one.token}").read_bytes())

    threads = [threading.Thread(target=fetch_at_once, args=(one,)) for one in many]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(seen) == 1


def test_keys_that_look_alike_as_names_are_told_apart(tmp_path: Path) -> None:
    keys = ["letter:1", "letter/1", "../letter:1", "letter-1", ".letter-1"]
    names = {folder.stage(tmp_path, key, b"", suffix="pdf").name for key in keys}
    assert len(names) == len(keys)
    assert not [name for name in names if name.startswith(".") or "/" in name]
