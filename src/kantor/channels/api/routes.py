"""All routes of the channel, in the order in which the description shows them."""

from kantor.channels.api import books, deciding, documents, office, tasks

ROUTERS = (office.ROUTER, documents.ROUTER, tasks.ROUTER, deciding.ROUTER, books.ROUTER)
