"""Purchasing on screen: orders with what has come and what has been invoiced."""
