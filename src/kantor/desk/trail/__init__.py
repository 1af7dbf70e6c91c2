"""The audit trail on screen: what happened, the signed heads, and the verification of the log."""
