"""An expense or an income that belongs to several months: one document, its plan, and an entry for each month."""
