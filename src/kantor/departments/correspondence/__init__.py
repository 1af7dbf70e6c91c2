"""Correspondence: the mail room - registers, matters, answers, complaints - of each client."""
