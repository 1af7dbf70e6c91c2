"""Recognises the words in a picture of a page: finds its lines, puts it upright, reads letter by letter, each with how sure it is.

All of it runs inside of the sandbox, one thread a process, with models that lie in a wheel; nothing is fetched from anywhere.
"""
