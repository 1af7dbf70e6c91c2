"""What was open with a supplier or customer when its client came."""
