"""Reads ONS population of areas by single year of age, with sexes apart or together."""

import re

from alongside.places.gateways.draft import Draft, number_in
from alongside.places.gateways.layouts import code_column, column_named
from alongside.places.gateways.tables import Table
from alongside.places.rules.county import FigureFacts
from alongside.places.rules.measures import bands_of, population_measure

_AGE = re.compile(r"[FM]?(\d{1,2})\+?")
_YEAR = re.compile(r"mid[-_ ]?(20\d\d|\d\d(?!\d))", re.IGNORECASE)


def period_of(file_name: str) -> str:
    """The year that a file's name says, such as `mid-2022`; its columns do not say it."""
    match = _YEAR.search(file_name)
    if match is None:
        return "year not stated"
    return f"mid-{match[1] if len(match[1]) == 4 else '20' + match[1]}"


def read_population(table: Table, draft: Draft) -> int:
    """Take in the age bands of the county's areas; ages must add up to the total given."""
    code_at = code_column(table.columns, draft.vintage)
    total_at = column_named(table.columns, "Total", "All Ages")
    ages = {c: int(m[1]) for c in table.columns if (m := _AGE.fullmatch(c))}
    period = period_of(table.name)
    used = 0
    for row in table.rows():
        if row.expected:
            draft.bad(table, row, "", row.expected)
            continue
        code = row[code_at]
        if code not in draft.areas:
            continue
        people: dict[int, float] = {}
        for column, age in ages.items():
            value = number_in(row[column])
            if value is None or value < 0:
                draft.bad(table, row, column, "a whole number of people")
                break
            people[age] = people.get(age, 0) + value
        else:
            if number_in(row[total_at]) != sum(people.values()):
                draft.bad(table, row, total_at, f"the sum of its ages, {sum(people.values()):.0f}")
                continue
            used += 1
            for key, value in bands_of(people).items():
                figure = FigureFacts(key, code, period, value)
                draft.add_figure(population_measure(key), figure)
    return used
