"""Up to which amount a role decides alone on a document type."""
