"""`kantor train`: grows the models that read fields off pages and tell kinds of papers, and prints how they do on unseen ones."""

from pathlib import Path
from typing import Annotated

import typer

from kantor.engines.correspondence import sorting
from kantor.engines.extracting import Model, kinds
from kantor.engines.extracting import model as models
from kantor.site.cli.schooling import train_client
from kantor.site.cli.start import say
from kantor.site.config import ConfigError

MAILS = Path(sorting.__file__).with_name(sorting.MODEL)
TARGET = Path(models.__file__).with_name(models.START)


def register(app: typer.Typer) -> None:
    app.command("train")(train)


def train(
    client: Annotated[str, typer.Option("--client", help="Code of the client whose own model is grown further.")] = "",
    everywhere: Annotated[bool, typer.Option("--global", help="The model that every house begins with, from made-up papers.")] = False,
    keep: Annotated[bool, typer.Option("--keep", help="Write it into the source folder, in place of the one that is there.")] = False,
) -> None:
    """Train the models that find the fields of invoices and tell kinds of papers and mails, and report how they do on what they never saw.

    With --client, from what its people confirmed: a model that is no better than the one in use is kept and not used. With --global, from
    papers made by a seeded script, so that everybody gets the same model from the same source. Takes some minutes.
    """
    if bool(client) == everywhere:
        raise ConfigError("Say which model: --client CODE trains a client's own, --global the one that every house begins with.")
    if client:
        train_client(client)
        return
    from kantor.demo.papers import sorting as papers
    from kantor.demo.papers.learning import TRAINED_ON, TRIED_ON, held_out, start_model

    say(f"Making {TRAINED_ON} papers and growing the trees ...")
    grown = start_model()
    say(f"Reading {TRIED_ON} papers of other layouts ...")
    print("\n".join(_report(grown)))
    for field, seen in held_out(grown).items():
        share = seen.right / seen.there if seen.there else 0.0
        print(
            f"{field:<20} right {seen.right:>4} of {seen.there:>4} ({100 * share:5.1f} %), passed {seen.passed:>4}, "
            f"of these wrong {seen.passed_wrong}"
        )
    say("Making papers of other kinds ...")
    sorted_by = papers.kinds_model().classifier
    print(f"kinds: {papers.tried(sorted_by)}")
    say("Writing mails ...")
    mails = _mails()
    if keep:
        MAILS.write_bytes(mails)
        TARGET.write_bytes(grown.as_bytes())
        TARGET.with_name(kinds.KINDS).write_bytes(sorted_by.as_bytes())
        say(f"Kept as {TARGET.name}, {kinds.KINDS} and {MAILS.name}.")


def _mails() -> bytes:
    """The classifier of mails; what it did on the wording that was left out of its learning, each fifth in turn, is printed."""
    from kantor.demo.mails import mails_model

    trained = mails_model()
    told = f"{trained.right} of {trained.held_out} right, sure about {trained.sure}, of these {trained.sure_right} right"
    print(f"mails: {told}, from {trained.classifier.sure_from}")
    return trained.classifier.as_bytes()


def _report(grown: Model) -> list[str]:
    gates = {field: one.passes_from for field, one in grown.fields.items()}
    return [f"{grown.name}: passes from " + ", ".join(f"{field} {gate}" for field, gate in gates.items() if gate is not None)]
