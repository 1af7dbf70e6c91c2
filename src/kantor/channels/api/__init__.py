"""The API: what the desk does, for programs - by the same functions, with keys instead of log-ins and problems instead of pages."""
