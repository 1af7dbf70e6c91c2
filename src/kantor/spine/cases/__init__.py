"""Cases: the road of each document, the tasks that people have on it, and when they are due."""

from kantor.spine.cases.filing import FollowUpParts, file
from kantor.spine.cases.opening import Routed, open_cases
from kantor.spine.cases.pausing import answer, ask, hand_over, set_aside, take_up, wake
from kantor.spine.cases.road import BATCH, Arrival, Outcome, Understood, carry, finish_ready, resume, understand
from kantor.spine.cases.taking import TaskRow, claim, queue, release, take_next, task, task_of
from kantor.spine.cases.working import approve, close_without_effect, process_of, save, take_back

PARTS = (FollowUpParts(),)

__all__ = [
    "BATCH",
    "PARTS",
    "Arrival",
    "FollowUpParts",
    "Outcome",
    "Routed",
    "TaskRow",
    "Understood",
    "answer",
    "approve",
    "ask",
    "carry",
    "claim",
    "close_without_effect",
    "file",
    "finish_ready",
    "hand_over",
    "open_cases",
    "process_of",
    "queue",
    "release",
    "resume",
    "save",
    "set_aside",
    "take_back",
    "take_next",
    "take_up",
    "task",
    "task_of",
    "understand",
    "wake",
]
