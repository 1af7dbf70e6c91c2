"""The hours that one person worked for customers, approved by another and billed once."""
