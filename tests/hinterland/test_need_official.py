"""The official index rebuilt from its published domains and weights."""

import numpy as np
import polars as pl
import pytest

from hinterland.need import Indicator, NeedQuestion, Shape, Standard, index_of
from tests.shared_data import shared_path

DOMAINS = {
    "income": 22.5, "employment": 22.5, "education": 13.5, "health": 13.5, "crime": 9.3, "barriers": 9.3,
    "living_env": 9.3,
}  # fmt: skip
"""Source: MHCLG, English Indices of Deprivation 2019: Technical report, table 3.3. They add up to 99.9."""


@pytest.mark.shared
def test_the_index_of_2019_is_rebuilt_for_all_of_england():
    """Every score to its published third decimal. Ranks: all but 30 exact, and those one away, where the
    official list has 26 ties that come from more decimals than are published."""
    path = shared_path("data", "geo", "lsoa2011_england", "lsoa2011_england.parquet")
    table = pl.read_parquet(path, columns=["lsoa11cd", "imd_score", "imd_rank", *(f"{d}_rank" for d in DOMAINS)])
    indicators = tuple(
        Indicator(
            domain, domain, "2011", tuple(table[f"{domain}_rank"].to_list()), weight=weight / 100,
            more_is_more_need=False, shape=Shape.EXPONENTIAL, standard=Standard.AS_IT_IS,
        )
        for domain, weight in DOMAINS.items()
    )  # fmt: skip
    index = index_of(NeedQuestion(tuple(table["lsoa11cd"].to_list()), indicators, weights_as_printed=True))
    assert np.abs(np.array(index.scores) - table["imd_score"].to_numpy()).max() < 0.00051
    apart = np.abs(np.array(index.ranks) - table["imd_rank"].to_numpy())
    assert apart.max() == 1
    assert (apart > 0).sum() == 30
