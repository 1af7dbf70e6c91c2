"""What connected clients of one house say of each other: whether both write down the same."""

from kantor.departments.accounting.intercompany.agreeing import Item, Said, compared, items_between

__all__ = ["Item", "Said", "compared", "items_between"]
