"""`python -m kantor`: the command line; the launcher `./kantor` ends here."""

from kantor.site.cli import main

if __name__ == "__main__":
    main()
