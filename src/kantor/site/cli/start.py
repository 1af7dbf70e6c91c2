"""What commands need before they work: the settings, the database and Django; and errors told in a sentence."""

import gc
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from kantor.site import config, database
from kantor.site.config import Config, ConfigError
from kantor.site.postgres import PostgresError


def say(sentence: str) -> None:
    """Progress and remarks go to standard error, so that standard output holds results alone."""
    print(sentence, file=sys.stderr, flush=True)


@contextmanager
def explained() -> Iterator[None]:
    """Turn the errors a person can mend into a sentence and exit status 2."""
    try:
        yield
    except (ConfigError, PostgresError) as error:
        say(f"kantor: {error}")
        sys.exit(2)
    except PermissionError as error:
        say(f"kantor: no access to {error.filename}. Give this user the right to it, or choose another folder with KANTOR_DATA.")
        sys.exit(2)
    except KeyboardInterrupt:
        say("Stopped.")
        sys.exit(130)


@contextmanager
def ready(*, migrated: bool = True) -> Iterator[Config]:
    """The database runs, its tables are up to date, the keys are there, and Django is set up, for as long as the block runs."""
    known = config.load()
    known.data.mkdir(parents=True, exist_ok=True, mode=0o700)
    with database.running(known, say=say):
        set_up_django()
        from django.db import connections

        try:
            if migrated:
                from kantor.site import migrating

                updated = migrating.up_to_date(say=say)
                make_missing_keys(known)
                if updated:
                    _tell_incomplete()
            yield known
        finally:
            connections.close_all()


def make_missing_keys(known: Config) -> None:
    """Those of an empty office; ConfigError where one is gone that something is sealed or signed by."""
    from kantor.site import making_keys

    making_keys.make_missing(known, datetime.now(UTC))


def _tell_incomplete() -> None:
    """After an update: charts may have got accounts that clients taken on before lack."""
    from kantor.site import taking_on

    if codes := sorted(taking_on.incomplete(at=datetime.now(UTC))):
        say(f"The books of {', '.join(codes)} lack accounts that their charts have by now. This adds them: kantor client complete")


def set_up_django() -> None:
    """Django with our settings; queries need the database to run."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kantor.site.settings")
    django.setup()
    from kantor.site import house

    house.install()
    _spare_the_collector()


def _spare_the_collector() -> None:
    """What was loaded at start lives as long as the process, and a batch of documents makes many objects and hardly a cycle: looking at all
    of it again and again took a tenth of the processor time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)
