"""The evidence battery: every promise about evidence, attacked, with the figures printed.

    python tools/evidence_battery.py [SECTION…]

Without a section, all of them. Ends with 1 if anything did not hold.
"""

from __future__ import annotations

import importlib
import logging
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
for _folder in ("tests/unit/evidence", "tests/hostile/evidence", "tools"):
    sys.path.insert(0, str(ROOT / _folder))

Result = tuple[bool, str]


def tamper() -> Iterator[Result]:
    """Attacks on a sealed case: all caught, and the right file named."""
    from evidence_attacks import ATTACKS, PINNED
    from evidence_cases import sealed_case, shot

    from loanexit_auto.evidence.verify import Asked, Level, verify

    points_at = _test("test_tamper").points_at
    with tempfile.TemporaryDirectory() as place:
        root = Path(place) / "sealed"
        case, made = sealed_case(root, shot("second screen", title="设置"))
        sealed_case(root / "other")
        caught = named = 0
        missed = []
        for name, attack in (ATTACKS | PINNED).items():
            copy = Path(place) / "copy"
            shutil.copytree(root, copy)
            attack.do(copy / case.name)
            keys = (made.fingerprint,) if name in PINNED else ()
            report = verify(copy / case.name, Asked(keys=keys))
            stopped = report.verdict in (Level.FAILED, Level.NOT_VERIFIABLE)
            caught += stopped
            named += stopped and (not attack.names or points_at(report, attack.names))
            missed += [] if stopped else [name]
            shutil.rmtree(copy)
    total = len(ATTACKS) + len(PINNED)
    yield total >= 25 and caught == total, f"{caught} of {total} attacks caught {missed or ''}"
    yield named == total, f"{named} of {total} named the right file or line"
    yield True, f"{len(PINNED)} of them need the fingerprint to be known"


def kill() -> Iterator[Result]:
    """kill -9 before and after every call that touches the disk."""
    module = _test("test_kill")
    with tempfile.TemporaryDirectory() as place:
        root = Path(place)
        calls = module.count_calls(module.a_run(root / "whole"))
        points = 0
        for after in (False, True):
            for at in range(1, calls + 1):
                target = root / f"{after}-{at}"
                told = module.in_child(module.a_run(target), module.Counter(at, after=after))
                module.check_after_kill(target, told)
                points += 1
        yield True, f"{points} kills while recording: every line told is there, all files whole"
        calls = module.count_calls(module.a_reopening(module.interrupted_case(root / "again")))
        module.test_killed_while_recovering_nothing_is_lost_either(root / "before", False)
        module.test_killed_while_recovering_nothing_is_lost_either(root / "after", True)
        yield True, f"{2 * calls} kills while recovering: nothing is lost"


def disk_full() -> Iterator[Result]:
    """A full disk at every write."""
    module = _test("test_disk_full")
    with tempfile.TemporaryDirectory() as place:
        points = len(list(module.full_at_every_write(Path(place))))
        yield points >= 11, f"{points} writes, the disk full at each: what was told is there"
        if not module.may_mount():
            yield True, "a real small file system was not tried: mounting it needs root"
            return
        sizes = (16, 20, 24, 28, 32, 40, 48, 64, 96)
        for size in sizes:
            with module.small_disk(Path(place) / f"small{size}", size) as small:
                told, full = module.run_until_full(small / "cases", shots=40)
                module.check(small / "cases", told)
                if not full:
                    yield False, f"{size} KiB did not fill up"
        yield True, f"{len(sizes)} small file systems filled up: nothing half-written has its name"


def leaks() -> Iterator[Result]:
    """Eight secrets in a browser; none in any file. The page is left as it was."""
    from evidence_leaks import leaks_and_changes

    found, files, changes = leaks_and_changes()
    kept = {name: where for name, where in found.items() if where}
    yield not kept, f"{len(kept)} of {len(found)} secrets kept in {files} files {kept or ''}"
    yield changes == 0, f"{changes} changes of the DOM by a capture"


def guessing() -> Iterator[Result]:
    """Guessing masked digits works on a hash, and finds nothing in a copy."""
    module = _test("test_share_attacks")
    case, copy = _copy(Path(tempfile.mkdtemp()))
    module.test_the_attack_would_work_against_a_published_hash((case, copy))
    module.test_guessing_under_a_mask_confirms_nothing((case, copy))
    module.test_no_salt_of_a_hidden_part_is_in_the_copy((case, copy))
    yield True, "the guess confirmed by a raw hash is confirmed by nothing in the copy"
    shutil.rmtree(case.parent)


def one_pixel() -> Iterator[Result]:
    """One pixel changed in each tile of a copy, signed anew by the owner."""
    from PIL import Image

    from loanexit_auto.evidence.verify import Level, verify

    module = _test("test_share_attacks")
    case, copy = _copy(Path(tempfile.mkdtemp()))
    path = copy / module.VIEW
    original, redaction = path.read_bytes(), (copy / module.REDACTION).read_bytes()
    found = tried = 0
    for x in range(0, 320, 32):
        for y in range(0, 200, 32):
            image = Image.open(BytesIO(original)).convert("RGB")
            red, green, blue = image.getpixel((x + 3, y + 3))
            image.putpixel((x + 3, y + 3), (red, green, blue ^ 1))
            out = BytesIO()
            image.save(out, "PNG")
            path.write_bytes(out.getvalue())
            module.resign(copy)
            tried += 1
            found += verify(copy).verdict == Level.FAILED
            path.write_bytes(original)
            (copy / module.REDACTION).write_bytes(redaction)
    yield found == tried, f"{found} of {tried} one-pixel changes found"
    yield verify(copy).verdict == Level.SEALED, "the untouched copy verifies"
    shutil.rmtree(case.parent)


def personal_data() -> Iterator[Result]:
    """Recall and false masks on seeded screens."""
    from evidence_screens import judged, screen

    sums = [sum(c) for c in zip(*(judged(screen(seed)) for seed in range(1000)), strict=True)]
    personal, hit, ordinary, false = sums
    yield hit == personal, f"recall {hit} of {personal} ({hit / personal:.2%}) on 1,000 screens"
    yield false <= 0.02 * ordinary, f"false masks {false} of {ordinary} ({false / ordinary:.2%})"


def other_tools() -> Iterator[Result]:
    """The same bundle, checked by tools that are not ours."""
    module = _test("test_seal")
    checks: dict[str, Callable[[Path], None]] = {
        "sha256sum -c": module.test_sha256sum_agrees,
        "bagit": module.test_bagit_agrees,
        "securesystemslib": module.test_securesystemslib_agrees,
        "VERIFY.txt (openssl)": module.test_verify_txt_works_with_common_tools_only,
    }
    for name, check in checks.items():
        with tempfile.TemporaryDirectory() as place:
            check(Path(place))
        yield True, f"{name} agrees"


def authorities() -> Iterator[Result]:
    """Timestamps of real local authorities."""
    tests = "tests/unit/evidence/test_stamp.py"
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", tests]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    yield (
        done.returncode == 0,
        "EC and RSA, sorted and not: " + done.stdout.strip().splitlines()[-1],
    )


SECTIONS: tuple[Callable[[], Iterator[Result]], ...] = (
    tamper, kill, disk_full, leaks, guessing, one_pixel, personal_data, other_tools, authorities,
)  # fmt: skip


def main(names: Sequence[str]) -> int:
    """Run the named sections, or every one, and print what each found."""
    known = {section.__name__: section for section in SECTIONS}
    if unknown := set(names) - known.keys():
        sys.exit(f"no such section: {', '.join(sorted(unknown))}; there are {', '.join(known)}")
    logging.disable()  # bagit reports the falsified bag it is given
    good = True
    for section in [known[name] for name in names] or SECTIONS:
        began = time.perf_counter()
        print(f"\n{section.__name__.replace('_', ' ')}: {section.__doc__}", flush=True)
        try:
            for holds, text in section():
                good &= holds
                print(f"  {'ok  ' if holds else 'FAIL'} {text}", flush=True)
        except AssertionError as error:
            good = False
            print(f"  FAIL {error}", flush=True)
        print(f"  ({time.perf_counter() - began:.1f} s)")
    print("\n" + ("everything holds" if good else "NOT everything holds"))
    return 0 if good else 1


def _test(name: str) -> Any:
    return importlib.import_module(name)


def _copy(root: Path) -> tuple[Path, Path]:
    from evidence_cases import NOW, sealed_case, shot

    from loanexit_auto.evidence.keys import KeyStore
    from loanexit_auto.evidence.proposal import propose
    from loanexit_auto.evidence.purpose import PURPOSES
    from loanexit_auto.evidence.share import make_copy

    case, _ = sealed_case(root, shot("second"))
    proposal = propose(case, PURPOSES["heimao"])
    return case, make_copy(proposal, KeyStore(root / "keys"), root / "copy", now=NOW)


if __name__ == "__main__":
    os.environ.setdefault("PYTHONDONTWRITEBYTECODE", "1")
    sys.exit(main(sys.argv[1:]))
