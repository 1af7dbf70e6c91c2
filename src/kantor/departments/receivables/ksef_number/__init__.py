"""The note of the number that KSeF gave to an invoice of ours."""
