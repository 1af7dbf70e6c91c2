"""Questions that one department answers for another: a rule declares what it asks, the house asks once for a whole batch."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple


class Ask(NamedTuple):
    """question: dotted name (`parties.supplier`, `purchasing.open_order_lines`); about: its arguments as text, hashable."""

    question: str
    about: tuple[str, ...]


Answers = Mapping[Ask, Any]
"""Answers by ask: values that JSON can hold (they are stored with the findings); None where nothing is known."""

Answer = Callable[[Sequence[Ask], date], Answers]
"""What a department registers for a question: all asks of a batch at once, as of a day -> answers. Reads only, in few statements."""
