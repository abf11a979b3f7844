"""``python -m pipl_audit``."""

import sys

from pipl_audit.cli import main

sys.exit(main())
