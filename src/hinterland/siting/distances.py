"""From what is known of travel to a table of areas by sites."""

import numpy as np

from ..problem import Problem, Travel

EXACT_SINGLES = 2**24  # whole numbers below it are exact in single precision
PATH_BLOCK, PATH_TILE = 64, 48
LINE_BLOCK = 256


def travel_table(problem: Problem) -> np.ndarray:
    """The whole table of travel, areas by sites."""
    travel = problem.travel
    if travel.matrix is not None:
        return travel.matrix
    if travel.edges is not None:
        return shortest_paths(travel.edges, len(problem.areas.ids))
    return straight_lines(travel)


def straight_lines(travel: Travel, rows: slice = slice(None)) -> np.ndarray:
    """Straight-line distances of some areas to every site, rounded down when so measured."""
    starts, ends = travel.points[rows], travel.points if travel.site_points is None else travel.site_points
    table = np.empty((len(starts), len(ends)))
    along = np.empty((min(LINE_BLOCK, len(starts)), len(ends)))
    for begin in range(0, len(starts), LINE_BLOCK):
        across = table[begin : begin + LINE_BLOCK]
        other = along[: len(across)]
        np.subtract(starts[begin : begin + LINE_BLOCK, :1], ends[None, :, 0], out=across)
        np.subtract(starts[begin : begin + LINE_BLOCK, 1:], ends[None, :, 1], out=other)
        across *= across
        other *= other
        across += other
        np.sqrt(across, out=across)
        if travel.measure == "floor-euclid":
            np.floor(across, out=across)
    return table


def shortest_paths(edges: np.ndarray, vertices: int) -> np.ndarray:
    """All pairs of shortest paths; of repeated edges the last counts, in both directions.

    Floyd and Warshall's method by blocks that stay near the processor, in single precision where that is exact.
    """
    table = np.full((vertices, vertices), np.inf)
    for start, end, length in edges:
        table[int(start), int(end)] = table[int(end), int(start)] = length
    np.fill_diagonal(table, 0.0)
    lengths = table[np.isfinite(table)]
    if (lengths == np.floor(lengths)).all() and lengths.max(initial=0.0) * vertices < EXACT_SINGLES:
        table = table.astype(np.float32)
    for start in range(0, vertices, PATH_BLOCK):
        _pass_through(table, slice(start, start + PATH_BLOCK))
    return table.astype(float)


def _pass_through(table: np.ndarray, block: slice) -> None:
    """Shorten every path that gains by going through the vertices of the block."""
    between = table[block]
    for through in range(len(between)):
        np.minimum(between, between[:, block][:, through, None] + between[through], out=between)
    between = between.copy()
    for start in range(0, len(table), PATH_TILE):
        tile = table[start : start + PATH_TILE]
        reach, trial = tile[:, block].copy(), np.empty_like(tile)
        for through in range(len(between)):
            np.minimum(reach, reach[:, through, None] + between[through, block], out=reach)
        for through in range(len(between)):
            np.add(reach[:, through, None], between[through], out=trial)
            np.minimum(tile, trial, out=tile)
