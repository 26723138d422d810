"""Makes `case_samples` importable whatever import mode the run uses."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
