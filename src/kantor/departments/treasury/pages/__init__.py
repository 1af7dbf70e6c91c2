"""Treasury on screen: payments made, and proposing a run that somebody else releases."""
