"""A cost centre or project as master data: its code and name, who answers for it, from when until when, and what it belongs to."""
