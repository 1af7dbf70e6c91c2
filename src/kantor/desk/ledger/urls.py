"""Addresses of the books."""

from django.urls import path

from kantor.desk.ledger import views

urlpatterns = [
    path("ledger/", views.balances, name="balances"),
    path("ledger/accounts/<str:number>", views.account, name="account"),
    path("ledger/entries/<int:entry_id>", views.entry, name="entry"),
]
