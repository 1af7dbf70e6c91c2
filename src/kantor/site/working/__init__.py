"""Background work: the dispatcher, the jobs of each client in chunks, the reaper, the outbox."""
