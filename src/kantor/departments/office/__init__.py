"""The office itself: clients, people, roles, limits, substitutes and reversals, each changed by a document that two people decide."""
