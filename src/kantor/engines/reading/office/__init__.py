"""Office files - DOCX, XLSX, ODT, ODS, CSV - set on pages: what stands in them, where it stands, and a picture of each page.

All of it runs inside of the sandbox: nothing in a file is run, followed or fetched.
"""
