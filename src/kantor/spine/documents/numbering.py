"""Documents that the house itself numbers: the number comes with the effect, because only then no number is ever left out."""

from collections.abc import Mapping

from psycopg.types.json import Jsonb

from kantor.kit.text import fold
from kantor.spine.access import Actor
from kantor.spine.documents.queries import QUERIES


def number_documents(numbers: Mapping[int, str], actor: Actor) -> None:
    """Document -> its number, within the transaction in which it takes effect."""
    rows = [{"document_id": key, "number": number, "folded": fold(number)} for key, number in numbers.items()]
    QUERIES.run("number_documents", client_id=actor.clients[0], rows=Jsonb(rows))
