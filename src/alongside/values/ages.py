"""How an age is spoken: in days, weeks and months while a child is small, then in years."""

from datetime import date

from alongside.values.dates import age_on, full_months_between, spoken_date

DAYS_SPOKEN_FOR = 14
WEEKS_SPOKEN_FOR_MONTHS = 3
MONTHS_SPOKEN_FOR_YEARS = 2


def spoken_age(born_on: date, day: date) -> str:
    """A child's age as families and health visitors say it: 5 days, 10 weeks, 14 months, 7 years.
    Before the birth it says when the baby is due."""
    if day < born_on:
        return f"due {spoken_date(born_on)}"
    days = (day - born_on).days
    if days < DAYS_SPOKEN_FOR:
        return _counted(days, "day")
    if full_months_between(born_on, day) < WEEKS_SPOKEN_FOR_MONTHS:
        return _counted(days // 7, "week")
    years = age_on(born_on, day)
    if years < MONTHS_SPOKEN_FOR_YEARS:
        return _counted(full_months_between(born_on, day), "month")
    return _counted(years, "year")


def _counted(number: int, unit: str) -> str:
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"
