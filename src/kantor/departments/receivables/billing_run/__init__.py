"""A billing run: all that contracts, deliveries and hours give to bill by a day, looked through and approved by a second person."""
