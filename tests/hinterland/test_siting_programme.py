"""The small integer programme: what HiGHS says of it is the last word, also where it errs on the way."""

import numpy as np

from hinterland.siting.programme import Programme

# Sixteen rows and 23 columns of noughts and ones, found among loads: each of the first fourteen rows is to be held by
# one column, each of the last two by one at most, and no columns do so. HiGHS 1.15 prepares it into an empty
# programme, calls that solved, and then notices its error.
ROWS = (
    "00011001111111110000000",
    "11010000000000000000000",
    "01110001111111110000000",
    "00010001111111110011110",
    "00000000001110101111111",
    "00010000000000111111111",
    "00000100000000001111111",
    "00001001010000001111111",
    "00001010100011000000000",
    "00010001111111110000001",
    "00010001111111111100110",
    "00000110000000000000000",
    "00110001111111110111000",
    "00000000110100101111111",
    "00000001111111110000000",
    "00000000000000001111111",
)
COSTS = [115, 138, 176, 87, 148, 101, 131, 108, 110, 123, 111, 106, 104, 116, 96, 93, 110, 105, 90, 114, 86, 110, 87]


def a_partition(rows: tuple[str, ...]) -> Programme:
    programme = Programme()
    columns = programme.add_columns(np.array(COSTS, float), np.zeros(23), np.ones(23), whole=True)
    for number, row in enumerate(rows):
        held = columns[[digit == "1" for digit in row]]
        programme.add_row(held, np.ones(len(held)), low=float(number < 14), high=1.0)
    return programme


def possible_sets(rows: tuple[str, ...]) -> int:
    """How many sets of columns there are that hold the first fourteen rows once and the others at most once."""
    columns = [int("".join(row[place] for row in reversed(rows)), 2) for place in range(23)]
    reached = {0: 1}
    for column in columns:
        joined = {held | column: count for held, count in reached.items() if not held & column}
        for held, count in joined.items():
            reached[held] = reached.get(held, 0) + count
    return sum(count for held, count in reached.items() if held & 0x3FFF == 0x3FFF)


def test_an_impossible_programme_that_looks_solved_once_prepared_is_called_impossible():
    outcome = a_partition(ROWS).solve(seconds=10)
    assert possible_sets(ROWS) == 0
    assert outcome.possible is False
    assert outcome.ended
