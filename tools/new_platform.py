"""Start a platform in this checkout: `make new PLATFORM=some-id`, the same as `scenario new`."""

from __future__ import annotations

import sys
from pathlib import Path

from loanexit_auto.__main__ import main

ROOT = Path(__file__).resolve().parents[1]

if __name__ == "__main__":
    sys.argv[1:] = ["scenario", "new", *sys.argv[1:], "--dir", str(ROOT)]
    main()
