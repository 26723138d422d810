"""Makes `evidence_samples` importable whatever import mode the run uses."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from hypothesis import settings

# These tests write to the disk: how long that takes says nothing about them.
settings.register_profile("evidence", deadline=None)
settings.load_profile("evidence")
