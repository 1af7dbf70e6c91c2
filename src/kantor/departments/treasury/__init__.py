"""Treasury: payment runs - proposed, decided by two people, written as a payment file."""
