"""Tenths of a ranking."""

from collections.abc import Mapping


def decile_of_rank(*, rank: int, out_of: int) -> int:
    """An area's decile is the tenth of the ranking it falls in: 1 is the most deprived tenth.

    Source: Ministry of Housing, Communities and Local Government, English Indices of Deprivation,
    Technical Report, “Ranks and deciles”.
    """
    if not 1 <= rank <= out_of:
        raise ValueError(f"A rank is between 1 and {out_of}, not {rank}")
    return -(-rank * 10 // out_of)


def deciles_within(values: Mapping[str, float], *, most_need_is_highest: bool) -> dict[str, int]:
    """Deciles of a county's own areas: 1 has the most need. Ties are settled by code."""
    sign = -1 if most_need_is_highest else 1
    ordered = sorted(values, key=lambda code: (sign * values[code], code))
    return {code: decile_of_rank(rank=rank, out_of=len(ordered)) for rank, code in enumerate(ordered, start=1)}
