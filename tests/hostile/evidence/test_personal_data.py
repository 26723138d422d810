"""No personal row of 300 seeded screens is left open; hardly an ordinary one is masked."""

from random import Random
from typing import get_args

from evidence_screens import judged, personal_rows, screen

from loanexit_auto.evidence.personal import Kind, marks_in_order

SEEDS = range(300)


def test_the_seeded_screens_hold_every_kind_of_personal_data():
    kinds = {row.kind for group in personal_rows(Random(1)) for row in group if row.kind}
    assert kinds == set(get_args(Kind)) - {"own"}


def test_recall_is_complete_and_false_masks_are_rare():
    personal, hit, ordinary, false = (
        sum(column) for column in zip(*(judged(screen(seed)) for seed in SEEDS), strict=True)
    )
    missed = [
        row.text
        for seed in SEEDS
        for row, marks in zip(
            screen(seed), marks_in_order([r.text for r in screen(seed)]), strict=True
        )
        if row.kind and not marks
    ]
    assert missed == []
    assert hit == personal > 1500
    assert ordinary > 5000
    assert false / ordinary <= 0.02
