"""A contract by which a customer is billed: in a rhythm, by what is delivered, by hours, each price from its day."""
