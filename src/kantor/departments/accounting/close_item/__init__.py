"""An item of the checklist by which a client's months are closed: what, who, and by when."""
