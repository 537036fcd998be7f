"""`python -m alongside` is the `alongside` command."""

import sys

from alongside.config.command import main

if __name__ == "__main__":
    sys.exit(main())
