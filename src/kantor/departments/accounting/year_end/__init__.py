"""The end of a fiscal year: its result is carried forward, and the new year opens with what the old one closed with."""
