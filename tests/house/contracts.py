"""Runs the import contracts of `.importlinter`; exit status 1 where one is broken."""

import sys

from importlinter.cli import lint_imports

if __name__ == "__main__":
    sys.exit(lint_imports(config_filename=".importlinter", cache_dir=None))
