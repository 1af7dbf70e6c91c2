"""What a bank says happened on an account of the client, and how each line of it gets into the books."""
