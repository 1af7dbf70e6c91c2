"""Effect parts: how the parts of a department or of the spine are written down, and the one place that knows all of them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from kantor.spine.access import Actor
from kantor.words import Applied


class PartHandler(Protocol):
    """Writes all parts of its kinds of one batch, set-based. `order` is its place in the fixed order of locks."""

    @property
    def kinds(self) -> tuple[str, ...]: ...

    @property
    def order(self) -> int: ...

    def apply(self, batch: Sequence[Applied], actor: Actor) -> None: ...

    def reverse(self, batch: Sequence[Applied], actor: Actor) -> None: ...


@dataclass(slots=True)
class _Installed:
    handlers: tuple[PartHandler, ...] = ()
    kinds: dict[str, PartHandler] = field(default_factory=dict)


_installed = _Installed()


def install(handlers: Sequence[PartHandler]) -> None:
    """Called once at start-up by the site with every handler of the house."""
    kinds: dict[str, PartHandler] = {}
    for handler in handlers:
        for kind in handler.kinds:
            if kind in kinds:
                raise ValueError(f"the effect part {kind} has two handlers")
            kinds[kind] = handler
    _installed.handlers = tuple(sorted(handlers, key=lambda handler: handler.order))
    _installed.kinds = kinds


def handlers() -> tuple[PartHandler, ...]:
    """In the order of their locks."""
    return _installed.handlers


def handler_of(kind: str) -> PartHandler:
    return _installed.kinds[kind]
