"""Addresses of the office's screens."""

from django.urls import path

from kantor.desk.office import filing, holding, outbox

urlpatterns = [
    path("office/clients", holding.clients, name="clients"),
    path("office/people", holding.people, name="people"),
    path("parties/<int:party_id>/", holding.party, name="party"),
    path("file/<str:type>/", filing.file, name="file"),
    path("outbox/", outbox.outbox, name="outbox"),
    path("outbox/<int:item_id>/", outbox.item, name="outbox_item"),
    path("outbox/<int:item_id>/approve", outbox.approve, name="approve_letter"),
    path("outbox/<int:item_id>/try_again", outbox.try_again, name="try_again"),
    path("outbox/<int:item_id>/file", outbox.fetch, name="fetch_file"),
]
