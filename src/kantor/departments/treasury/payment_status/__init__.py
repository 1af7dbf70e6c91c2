"""What a bank answers to a payment file: which payments it took, and which it refused."""
