"""`kantor rotate`: new keys in place of those that have served for long, or that somebody else may have seen."""

from datetime import UTC, datetime

import typer

from kantor.site.cli.start import ready


def register(app: typer.Typer) -> None:
    keys = typer.Typer(help="New keys in place of old ones.", no_args_is_help=True)
    keys.command("signing-key")(signing_key)
    keys.command("master-key")(master_key)
    app.add_typer(keys, name="rotate")


def signing_key() -> None:
    """Sign heads of the audit trail with a new key from now on.

    The old key signs a statement that names the new one; its public half stays known, so everything that it signed still holds, and
    nothing that bears a later date does. Keep a copy of the new key, and give its SHA-256 to whoever checks your evidence.
    """
    with ready() as known:
        from kantor.site.config import anchors
        from kantor.spine import access, trail

        now = datetime.now(UTC)
        access.seal_trails(trail.signer(known.signing_key_file), now, anchors=anchors(known))
        old, new = trail.rotate(known.signing_key_file, datetime.now(UTC))
        access.note_key_rotated({"key": "signing", "from": old.key_id, "to": new.key_id}, datetime.now(UTC))
    print(f"Heads were signed with key {old.key_id} until now, and are with key {new.key_id} in {known.signing_key_file} from now on.")


def master_key() -> None:
    """Seal the keys of all clients and the secrets of people by a new master key. Originals stay as they are, and everybody works on.

    Workers on other hosts have a file of their own: end them first, and give them the new one. Killed at any step, run it again. Keep a
    copy of the new master_key_file; backups of before need the old one.
    """
    with ready() as known:
        from kantor.site.rewrapping import replace_master_key

        count = replace_master_key(known.master_key_file, lambda: datetime.now(UTC))
    print(f"{count} keys and secrets are sealed by the new key in {known.master_key_file}. Backups of before need the old one.")
