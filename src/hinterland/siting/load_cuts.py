"""Cuts that loads used in part break: over three areas, and over sites that cannot all be closed."""

import numpy as np

from .all_loads import SLIP

CUTS = 40  # in one round
CUT_SLIP = 0.04
TOUCHED = 4  # cuts of one round that may share an area
MOST_PARTED = 300  # areas looked at for cuts


def broken_covers(opened: np.ndarray, capacity: np.ndarray, demand: float) -> tuple[np.ndarray, np.ndarray]:
    """Sites that cannot all be closed because the others hold too little, and how many of them must be open.

    `opened` is how far each site is open; the answer is sets by sites and a number for each set.
    """
    found, sites = {}, len(capacity)
    for order in (np.argsort(opened / np.maximum(capacity, 1e-12)), np.argsort(opened), np.argsort(-capacity)):
        left = capacity.sum() - np.cumsum(capacity[order])
        size = int(np.argmax(left < demand * (1 - SLIP))) + 1
        cover = list(order[:size])
        for site in sorted(cover, key=lambda each: -opened[each]):  # none that could be spared
            if capacity.sum() - capacity[cover].sum() + capacity[site] < demand * (1 - SLIP):
                cover.remove(site)
        inside = np.zeros(sites, bool)
        inside[capacity >= capacity[cover].max()] = True
        inside[cover] = True
        least = int(inside.sum()) - len(cover) + 1
        if opened[inside].sum() < least - CUT_SLIP:
            found[inside.tobytes()] = (inside, float(least))
    sets = [inside for inside, _ in found.values()]
    return np.array(sets, bool).reshape(len(sets), sites), np.array([least for _, least in found.values()])


def broken_triples(holds: np.ndarray, values: np.ndarray) -> np.ndarray:
    """Three areas each, such that loads holding two of them are used more than once in all.

    `holds` is loads by areas, `values` how far each load is used; the answer has three numbers of areas a row.
    """
    used = (values > 1e-6) & (values < 1 - 1e-6)
    parted = np.flatnonzero(holds[used].any(axis=0))[:MOST_PARTED]
    shown, share = holds[used][:, parted].astype(float), values[used]
    pairs = shown.T @ (share[:, None] * shown)
    found, count = [], len(parted)
    for one in range(count - 2):
        mine = shown[:, one] > 0
        three = shown[mine][:, one + 1 :].T @ (share[mine, None] * shown[mine][:, one + 1 :])
        beside = pairs[one, one + 1 :]
        over = beside[:, None] + beside[None, :] + pairs[one + 1 :, one + 1 :] - 2.0 * three - 1.0
        two, other = np.nonzero(np.triu(over > CUT_SLIP, 1))
        found.append(np.column_stack([over[two, other], np.full(len(two), one), one + 1 + two, one + 1 + other]))
    broken = np.concatenate(found) if found else np.zeros((0, 4))
    times, kept = np.zeros(count, int), []
    for line in broken[np.argsort(-broken[:, 0], kind="stable")]:
        triple = line[1:].astype(int)
        if (times[triple] < TOUCHED).all():
            times[triple] += 1
            kept.append(parted[triple])
        if len(kept) >= CUTS:
            break
    return np.array(kept, int).reshape(-1, 3)
