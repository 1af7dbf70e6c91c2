"""Who takes clients on: roles of the service provider's own people, kept apart from those that run a client's office."""

CLIENT_CLERK, CLIENT_APPROVER = "office.client_clerk", "office.client_approver"
