"""Start-up: `loanexit-auto --help` against `python -c pass`, in turn.

python -m bench.startup [ROUNDS]
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time


def seconds(command: list[str]) -> float:
    """Return how long a command took as a whole process."""
    began = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - began


def main(rounds: int) -> None:
    """Run both in turn and print the ratio."""
    nothing = [sys.executable, "-c", "pass"]
    ours = [sys.executable, "-m", "loanexit_auto", "--help"]
    seconds(ours)
    pairs = [(seconds(nothing), seconds(ours)) for _ in range(rounds)]
    ratio = statistics.median(pair[1] / pair[0] for pair in pairs)
    print(f"python -c pass         {statistics.median(p[0] for p in pairs) * 1000:7.1f} ms")
    print(f"loanexit-auto --help   {statistics.median(p[1] for p in pairs) * 1000:7.1f} ms")
    print(f"ratio                  {ratio:7.2f}   (goal <= 6)")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 15)
