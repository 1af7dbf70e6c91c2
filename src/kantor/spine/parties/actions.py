"""Set-up without documents, and the handler that lets four-eyed documents change business partners."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from kantor.spine.access import Actor
from kantor.spine.parties.changing import add_accounts, block, bring_back, change_parties, end_accounts
from kantor.spine.parties.merging import merge
from kantor.spine.parties.taking_up import take_up
from kantor.words import Applied
from kantor.words.party import BankAccountEnd, Block, NewBankAccount, NewParty, PartyChange, PartyMerge


def create_parties(batch: Sequence[NewParty], actor: Actor) -> list[int]:
    """Take up parties at set-up or by an import, without a document; their ids in order."""
    return take_up([(None, party) for party in batch], actor)


class PartiesHandler:
    """Applies and takes back what documents decide about parties, which of them are one, their bank accounts and blocks."""

    kinds = tuple(part.kind for part in (NewParty, PartyChange, PartyMerge, NewBankAccount, BankAccountEnd, Block))
    order = 50

    def apply(self, batch: Sequence[Applied], actor: Actor) -> None:
        given: dict[str, list[tuple[int, Any]]] = defaultdict(list)
        for applied in batch:
            assert applied.part is not None
            given[applied.part.kind].append((applied.document_id, applied.part))
        take_up(given[NewParty.kind], actor)
        change_parties(given[PartyChange.kind], actor)
        merge(given[PartyMerge.kind], actor)
        end_accounts(given[BankAccountEnd.kind], actor)
        add_accounts(given[NewBankAccount.kind], actor)
        block(given[Block.kind], actor)

    def reverse(self, batch: Sequence[Applied], actor: Actor) -> None:
        bring_back({applied.reverses_document_id: applied.document_id for applied in batch if applied.reverses_document_id}, actor)
