"""From what is known of travel to a table of areas by sites."""

import numpy as np

from ..problem import Problem, Travel


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
    across = starts[:, :1] - ends[None, :, 0]
    along = starts[:, 1:] - ends[None, :, 1]
    across *= across
    along *= along
    across += along
    np.sqrt(across, out=across)
    return np.floor(across, out=across) if travel.measure == "floor-euclid" else across


def shortest_paths(edges: np.ndarray, vertices: int) -> np.ndarray:
    """All pairs of shortest paths; of repeated edges the last counts, in both directions."""
    table = np.full((vertices, vertices), np.inf)
    for start, end, length in edges:
        table[int(start), int(end)] = table[int(end), int(start)] = length
    np.fill_diagonal(table, 0.0)
    for through in range(vertices):
        np.minimum(table, table[:, through, None] + table[None, through], out=table)
    return table
