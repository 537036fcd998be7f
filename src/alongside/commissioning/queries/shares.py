"""What each fund would pay of each line and year of a version."""

from collections import defaultdict

from alongside.values.money import Pence

from .. import rules
from ..models import Version
from ..rules import shares
from ..rules.ledger import Held

Key = tuple  # (thread, fund id, year)


def shares_of(version: Version, held: dict[Key, Held] | None = None) -> dict[Key, Pence]:
    """The parts in pence, by line, fund and year; what was paid already stays with whom it was.

    Raises SharesRefused, with words fit to show, when the bases do not come to the cost.
    """
    lines = list(version.lines.order_by("position"))
    terms = list(version.terms.select_related("line"))
    costs = {
        (line.id, line.thread, year): cost for line in lines for year, cost in rules.cost_by_year(line.costed).items()
    }
    pays_whole = {term.line_id: term.fund_id for term in terms if term.basis == rules.Basis.PER_LINE}
    whole = {cell: pays_whole[cell[0]] for cell in costs if cell[0] in pays_whole}
    bases = [
        rules.Term(one.fund_id, rules.Basis(one.basis), one.hundredths, one.amount)
        for one in terms
        if one.basis != rules.Basis.PER_LINE
    ]
    summed: dict[tuple, Pence] = defaultdict(lambda: Pence(0))
    for ((_, thread, year), fund), amount in shares.resolve(costs, bases, whole).items():
        summed[(thread, year), fund] = Pence(summed[(thread, year), fund] + amount)
    paid = {((thread, year), fund): has.spent for (thread, fund, year), has in (held or {}).items() if has.spent}
    settled = shares.above_paid(summed, paid)
    return {(thread, fund, year): amount for ((thread, year), fund), amount in settled.items()}
