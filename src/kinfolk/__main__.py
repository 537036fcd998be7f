"""`python -m kinfolk`: lists of people matched from files, without a database."""

import sys

from kinfolk.command import main

sys.exit(main())
