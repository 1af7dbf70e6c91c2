"""Closing a month: what must be in order before it, looked at by itself and by people, item by item."""
