"""Makes the keys of an empty office at its first start, and makes none anew where something is sealed or signed by one that is gone."""

from datetime import datetime
from pathlib import Path

from kantor.site import keys
from kantor.site.config import Config, ConfigError
from kantor.site.health import figures
from kantor.spine import trail

GUIDE = "docs/guides/back-up-and-restore.md"


def make_missing(config: Config, at: datetime) -> None:
    """All keys are there afterwards, so that there is one moment to copy them. ConfigError where one that is in use is not."""
    if not config.master_key_file.exists():
        kept = figures.kept_by_keys(at)
        what = f"the keys of {kept.clients} clients and {kept.people} secrets of people are sealed by it"
        _refuse_if(kept.clients + kept.people, config.master_key_file, what, "no original could be read")
        keys.make_master_key(config.master_key_file)
    if not config.signing_key_file.exists():
        heads = figures.kept_by_keys(at).heads
        what = f"{heads} heads of the audit trail are signed by it"
        _refuse_if(heads, config.signing_key_file, what, "nobody could tell its heads from a stranger's")
        trail.make_key(config.signing_key_file)


def _refuse_if(count: int, file: Path, what: str, otherwise: str) -> None:
    if count and not file.exists():  # another process of a first start may have made it meanwhile
        raise ConfigError(
            f"{file} is missing, and {what}. With a new key {otherwise}, so none was made and nothing was started."
            f" Put your copy of the file there, readable for this user alone, and see what `kantor doctor` says; {GUIDE} tells more."
        )
