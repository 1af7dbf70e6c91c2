"""The erasure of a document: its original can never be read again, once two people have agreed on the ground in law."""
