"""`python -m postlint` and the command `postlint`."""

from postlint.cli import run as main

if __name__ == "__main__":
    main()
