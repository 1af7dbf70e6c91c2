"""Addresses of the screen of one document."""

from django.urls import path

from kantor.desk.verify import actions, arranging, framing, keying, original, retyping, screen, suggesting, typing

ONE = "documents/<int:document_id>"
urlpatterns = [
    path(f"{ONE}/", screen.page, name="document"),
    path(f"{ONE}/preview", screen.preview, name="preview"),
    path(f"{ONE}/suggest", suggesting.suggest, name="suggest"),
    path(f"{ONE}/confirm", actions.confirm, name="confirm"),
    path(f"{ONE}/hold", actions.hold, name="hold"),
    path(f"{ONE}/approve", actions.approve, name="approve"),
    path(f"{ONE}/take-back", actions.take_back, name="take_back"),
    path(f"{ONE}/set-aside", actions.set_aside, name="set_aside"),
    path(f"{ONE}/take-up", actions.take_up, name="take_up"),
    path(f"{ONE}/ask", actions.ask, name="ask"),
    path(f"{ONE}/answer", actions.answer, name="answer"),
    path(f"{ONE}/hand-over", actions.hand_over, name="hand_over"),
    path(f"{ONE}/letter", actions.letter, name="letter"),
    path(f"{ONE}/send-back", actions.send_back, name="send_back"),
    path(f"{ONE}/second-entry", keying.key_again, name="key_again"),
    path(f"{ONE}/second-entry/settle", keying.settle, name="settle_entry"),
    path(f"{ONE}/pages/<int:page>.webp", original.picture, name="picture"),
    path(f"{ONE}/words", original.words, name="words"),
    path(f"{ONE}/read-table", framing.read_table, name="read_table"),
    path(f"{ONE}/original", original.download, name="original"),
    path(f"{ONE}/sheet", original.printable, name="printable"),
    path(f"{ONE}/type", retyping.retype, name="retype"),
    path(f"{ONE}/pages/arrange", arranging.arrange, name="arrange"),
    path(f"{ONE}/pages/undo", arranging.undo, name="undo_arranging"),
    path(f"{ONE}/pages/joinable", arranging.joinable, name="joinable"),
    path(f"{ONE}/pages/left-out/<int:original>/<int:page>.webp", arranging.loose, name="loose_page"),
    path("new/<str:type>/", typing.new, name="new"),
    path("new/<str:type>/preview", typing.preview, name="new_preview"),
    path("new/<str:type>/suggest", typing.suggest, name="new_suggest"),
    path("new/<str:type>/file", typing.file, name="new_file"),
]
