"""Cases: the road of each document, the tasks that people have on it, and when they are due."""

from kantor.spine.cases.approving import approve, approve_all, take_back, take_back_all
from kantor.spine.cases.arranging import arrange, undo_arranging
from kantor.spine.cases.calendar import CompanyDayParts, calendar_of
from kantor.spine.cases.changing import NOWHERE, changed, save, save_all
from kantor.spine.cases.filing import FollowUpParts, file
from kantor.spine.cases.happening import spoken_again
from kantor.spine.cases.keying_again import is_blind, key_again, keyed, may_settle, settle, to_key
from kantor.spine.cases.opening import Routed, open_cases
from kantor.spine.cases.page_moves import Order
from kantor.spine.cases.patience import LeftReady
from kantor.spine.cases.pausing import Asked, answer, ask, asked, hand_over, set_aside, take_up, wake
from kantor.spine.cases.reading_again import read_old_scans_again, read_pages_again
from kantor.spine.cases.retyping import change_type
from kantor.spine.cases.road import BATCH, Arrival, Outcome, carry, finish_ready, resume
from kantor.spine.cases.scanning import read_next_page
from kantor.spine.cases.sending_back import letter_back, send_back
from kantor.spine.cases.steps import process_of, role_above, verb_of
from kantor.spine.cases.taking import TaskRow, claim, claim_all, queue, release, release_all, take_next, task, task_of, tasks_of
from kantor.spine.cases.understanding import Understood, understand, understand_each
from kantor.spine.cases.waiting import LEFT_LYING, Waiting, waiting
from kantor.spine.cases.working import close_without_effect
from kantor.spine.cases.workload import (
    Arrivals,
    Arrived,
    Decided,
    Workload,
    arrivals,
    confirmed,
    confirmed_all,
    decided_since,
    done_since,
    newest_arrivals,
    workload,
)

PARTS = (FollowUpParts(), CompanyDayParts())

__all__ = [
    "BATCH",
    "LEFT_LYING",
    "NOWHERE",
    "PARTS",
    "Arrival",
    "Arrivals",
    "Arrived",
    "Asked",
    "CompanyDayParts",
    "Decided",
    "FollowUpParts",
    "LeftReady",
    "Order",
    "Outcome",
    "Routed",
    "TaskRow",
    "Understood",
    "Waiting",
    "Workload",
    "answer",
    "approve",
    "approve_all",
    "arrange",
    "arrivals",
    "ask",
    "asked",
    "calendar_of",
    "carry",
    "change_type",
    "changed",
    "claim",
    "claim_all",
    "close_without_effect",
    "confirmed",
    "confirmed_all",
    "decided_since",
    "done_since",
    "file",
    "finish_ready",
    "hand_over",
    "is_blind",
    "key_again",
    "keyed",
    "letter_back",
    "may_settle",
    "newest_arrivals",
    "open_cases",
    "process_of",
    "queue",
    "read_next_page",
    "read_old_scans_again",
    "read_pages_again",
    "release",
    "release_all",
    "resume",
    "role_above",
    "save",
    "save_all",
    "send_back",
    "set_aside",
    "settle",
    "spoken_again",
    "take_back",
    "take_back_all",
    "take_next",
    "take_up",
    "task",
    "task_of",
    "tasks_of",
    "to_key",
    "understand",
    "understand_each",
    "undo_arranging",
    "verb_of",
    "waiting",
    "wake",
    "workload",
]
