"""A measure whose command no longer begins says nothing."""

from importlib import import_module
from pathlib import Path

import pytest

from tests import benchmarks

MEASURES = sorted(path.stem for path in Path(benchmarks.__file__).parent.glob("[a-z]*.py"))
OF_PEERS_ONLY = {"pandas"}  # stands in the peers' own environment


@pytest.mark.parametrize("measure", MEASURES)
def test_every_benchmark_can_begin(measure: str) -> None:
    try:
        found = import_module(f"tests.benchmarks.{measure}")
    except ModuleNotFoundError as missing:
        if missing.name not in OF_PEERS_ONLY:
            raise
        pytest.skip(f"{measure} runs where {missing.name} is")
    assert found.__doc__, "what it measures, and the command that runs it"
