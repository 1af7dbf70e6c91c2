"""Cases: the road of each document, the tasks that people have on it, and when they are due."""

from kantor.spine.cases.calendar import CompanyDayParts, calendar_of
from kantor.spine.cases.filing import FollowUpParts, file
from kantor.spine.cases.opening import Routed, open_cases
from kantor.spine.cases.pausing import answer, ask, hand_over, set_aside, take_up, wake
from kantor.spine.cases.road import BATCH, Arrival, Outcome, Understood, carry, finish_ready, resume, understand
from kantor.spine.cases.sending_back import letter_back, send_back
from kantor.spine.cases.steps import process_of, remaining
from kantor.spine.cases.taking import TaskRow, claim, queue, release, take_next, task, task_of
from kantor.spine.cases.waiting import LEFT_LYING, Waiting, waiting
from kantor.spine.cases.working import approve, changed, close_without_effect, save, take_back
from kantor.spine.cases.workload import Arrivals, Arrived, Workload, arrivals, confirmed, done_since, newest_arrivals, workload

PARTS = (FollowUpParts(), CompanyDayParts())

__all__ = [
    "BATCH",
    "LEFT_LYING",
    "PARTS",
    "Arrival",
    "Arrivals",
    "Arrived",
    "CompanyDayParts",
    "FollowUpParts",
    "Outcome",
    "Routed",
    "TaskRow",
    "Understood",
    "Waiting",
    "Workload",
    "answer",
    "approve",
    "arrivals",
    "ask",
    "calendar_of",
    "carry",
    "changed",
    "claim",
    "close_without_effect",
    "confirmed",
    "done_since",
    "file",
    "finish_ready",
    "hand_over",
    "letter_back",
    "newest_arrivals",
    "open_cases",
    "process_of",
    "queue",
    "release",
    "remaining",
    "resume",
    "save",
    "send_back",
    "set_aside",
    "take_back",
    "take_next",
    "take_up",
    "task",
    "task_of",
    "understand",
    "waiting",
    "wake",
    "workload",
]
