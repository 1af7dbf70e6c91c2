"""`kantor train`: grows the models that read fields off pages and tell kinds of papers, and prints how they do on unseen ones."""

from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from kantor.engines.correspondence import sorting
from kantor.engines.extracting import Model, kinds
from kantor.engines.extracting import model as models
from kantor.engines.language import Classifier
from kantor.site.cli import examining
from kantor.site.cli.examining import Marks, is_worse
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
    papers made by a seeded script, so that everybody gets the same model from the same source; each is compared with the one that is there
    on papers and mails that neither saw, and with --keep a worse one is not taken (exit status 1). Takes some minutes.
    """
    if bool(client) == everywhere:
        raise ConfigError("Say which model: --client CODE trains a client's own, --global the one that every house begins with.")
    if client:
        train_client(client)
        return
    worse = [one for one in (_fields(), _kinds(), _mails()) if not taken(one, keep=keep)]
    if keep and worse:
        raise typer.Exit(1)


class Grown(NamedTuple):
    """A model of which somebody has to decide whether it takes the place of the one that is there. before: None where none is."""

    target: Path
    content: bytes
    marks: Marks
    before: Marks | None


def taken(grown: Grown, *, keep: bool) -> bool:
    """Say which is better, and put it in its place where that is asked for and it is not worse; whether it is not."""
    no_worse = grown.before is None or not is_worse(grown.marks, grown.before)
    print(f"{grown.target.name}: {grown.marks}; the one that is there: {grown.before or 'none'}")
    if keep and no_worse:
        grown.target.write_bytes(grown.content)
        say(f"Kept as {grown.target.name}.")
    elif not no_worse:
        say(f"Worse than {grown.target.name}, which stays as it is.")
    return no_worse


def _fields() -> Grown:
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
    before = examining.of_fields(models.start()) if TARGET.is_file() else None
    return Grown(TARGET, grown.as_bytes(), examining.of_fields(grown), before)


def _kinds() -> Grown:
    from kantor.demo.papers import sorting as papers

    say("Making papers of other kinds ...")
    sorted_by, target = papers.kinds_model().classifier, TARGET.with_name(kinds.KINDS)
    print(f"kinds: {papers.tried(sorted_by)}")
    before = examining.of_kinds(Classifier.from_bytes(target.read_bytes())) if target.is_file() else None
    return Grown(target, sorted_by.as_bytes(), examining.of_kinds(sorted_by), before)


def _mails() -> Grown:
    """The classifier of mails; what it did on the wording that was left out of its learning, each fifth in turn, is printed."""
    from kantor.demo.mails import mails_model

    say("Writing mails ...")
    trained = mails_model()
    told = f"{trained.right} of {trained.held_out} right, sure about {trained.sure}, of these {trained.sure_right} right"
    print(f"mails: {told}, from {trained.classifier.sure_from}")
    before = examining.of_mails(Classifier.from_bytes(MAILS.read_bytes())) if MAILS.is_file() else None
    return Grown(MAILS, trained.classifier.as_bytes(), examining.of_mails(trained.classifier), before)


def _report(grown: Model) -> list[str]:
    gates = {field: one.passes_from for field, one in grown.fields.items()}
    return [f"{grown.name}: passes from " + ", ".join(f"{field} {gate}" for field, gate in gates.items() if gate is not None)]
