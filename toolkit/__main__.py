"""`python -m toolkit` is `curmap`."""

import sys

from toolkit.cli import main

sys.exit(main())
