"""The JSON Schema accepts what the loader accepts, shorthand included."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from loanexit_auto.resources import scenarios_folder
from loanexit_auto.scenario import document
from loanexit_auto.scenario.schema import schema

jsonschema = pytest.importorskip("jsonschema")
GOOD = sorted((Path(__file__).parent / "files" / "good").glob("*.yaml"))
BUNDLED = sorted(scenarios_folder().glob("*.yaml"))


@pytest.fixture(scope="module")
def validator() -> Any:
    made = json.loads(json.dumps(schema()))
    jsonschema.Draft202012Validator.check_schema(made)
    return jsonschema.Draft202012Validator(made)


@pytest.mark.parametrize("file", [*GOOD, *BUNDLED], ids=lambda file: file.stem)
def test_a_file_that_loads_fits_the_schema(validator: Any, file: Path) -> None:
    assert [error.message for error in validator.iter_errors(document.read(file).data)] == []


@pytest.mark.parametrize(
    "change",
    [{"kind": "lender_ap"}, {"channels": []}, {"naem": "x"}, {"id": "Not An Id"},
     {"routes": [{"name": "r", "quality": "A", "steps": [{"click": "x"}]}]},
     {"preflight": [{"check": "balance", "shows": "x", "decide": {"amout": "x"}}]}],
)  # fmt: skip
def test_a_mistake_does_not_fit(validator: Any, change: dict[str, object]) -> None:
    good = {"loanexit": 1, "id": "x", "name": "x", "kind": "account", "channels": ["app"]}
    assert validator.is_valid(good)
    assert not validator.is_valid({**good, **change})
