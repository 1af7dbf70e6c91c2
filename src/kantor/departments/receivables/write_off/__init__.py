"""A write-off: what a customer will not pay any more goes out of the books, with its tax where the law gives that back."""
