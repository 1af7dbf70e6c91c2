"""`kantor train --client`: grows a client's own models from what its people confirmed, and prints how they do on what was held out."""

from kantor.engines.extracting.schooling import Report
from kantor.site.cli.start import ready, say

OUTCOMES = {
    "taken": "better, and in use from now on",
    "not_better": "kept, not used: no better on the newest papers than the model in use",
    "worse_elsewhere": "kept, not used: worse on senders that it did not see",
    "passes_wrong": "kept, not used: more wrong values would have passed",
    "too_few": "too few papers were confirmed since the last training",
    "ended_by_it": "given up: the training was ended several times",
}


def train_client(code: str) -> None:
    """Train now, in the process of the command, as a worker would."""
    with ready():
        from kantor.demo.papers.learning import base_papers
        from kantor.site import taking_on
        from kantor.site.working.steps import now
        from kantor.spine import schooling

        known = taking_on.client_named(code, at=now())
        say("Reading the papers that were confirmed, and growing the trees ...")
        done = schooling.train(known.id, base_papers(), now)
    if done is None:
        say("Somebody else is training for this client now; its models are shown on the desk.")
        return
    for grown in done.grown:
        _print(f"{grown.purpose}, newest", grown.exam.papers, grown.exam.newest)
        _print(f"{grown.purpose}, unseen", grown.exam.unseen_papers, grown.exam.unseen)
        print(f"{grown.purpose} {grown.version}: {OUTCOMES[grown.outcome]}")
    if not done.grown:
        print(f"no model: {OUTCOMES[done.schooled.outcome]}")


def _print(part: str, papers: int, report: Report) -> None:
    for field, (before, after) in report.items():
        right = f"right {before.right:>4} -> {after.right:>4} of {after.there:>4}"
        passed = f"passed {before.passed:>4} -> {after.passed:>4}, of these wrong {before.wrong} -> {after.wrong}"
        print(f"{part:<15} {papers:>4} held out  {field:<20} {right}, {passed}")
