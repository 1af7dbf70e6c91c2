"""All routes of the channel, in the order in which the description shows them."""

from kantor.channels.api import books, bundles, deciding, documents, office, streaming, tasks, webhooks

ROUTERS = (
    office.ROUTER,
    documents.ROUTER,
    bundles.ROUTER,
    tasks.ROUTER,
    deciding.ROUTER,
    books.ROUTER,
    streaming.ROUTER,
    webhooks.ROUTER,
)
