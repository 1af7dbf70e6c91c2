"""Addresses of the desk."""

from django.urls import path

from kantor.desk import choices, home, palette, queue
from kantor.desk.alike.urls import urlpatterns as alike
from kantor.desk.cases.urls import urlpatterns as cases
from kantor.desk.checking.urls import urlpatterns as checking
from kantor.desk.door.urls import urlpatterns as door
from kantor.desk.duplicates.urls import urlpatterns as duplicates
from kantor.desk.factors.urls import urlpatterns as factors
from kantor.desk.learning.urls import urlpatterns as learning
from kantor.desk.ledger.urls import urlpatterns as ledger
from kantor.desk.lists.urls import urlpatterns as lists
from kantor.desk.live.urls import urlpatterns as live
from kantor.desk.log_ins.urls import urlpatterns as log_ins
from kantor.desk.office.urls import urlpatterns as office
from kantor.desk.spotchecks.urls import urlpatterns as spotchecks
from kantor.desk.tokens.urls import urlpatterns as tokens
from kantor.desk.trail.urls import urlpatterns as trail
from kantor.desk.verify.urls import urlpatterns as verify

app_name = "desk"
urlpatterns = [
    path("", home.home, name="home"),
    path("progress", home.promise, name="progress"),
    path("queue/", queue.queue, name="queue"),
    path("next", queue.take_next, name="take_next"),
    path("palette", palette.palette, name="palette"),
    path("theme", choices.choose_theme, name="theme"),
    *verify,
    *alike,
    *lists,
    *ledger,
    *learning,
    *cases,
    *trail,
    *tokens,
    *log_ins,
    *factors,
    *door,
    *office,
    *duplicates,
    *checking,
    *live,
    *spotchecks,
]
