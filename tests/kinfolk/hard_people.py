"""People of whom little is known, or nothing written right: every kind of gap and slip that a model must bear."""

import random

import polars as pl

WORDS = {
    "given_names": [
        "Жук",
        "Жур",
        "Liz",
        "Elizabeth Ann",
        "Ahmed",
        "Ahmad",
        "Mohammed",
        "Md Yusuf",
        "Zuzia",
        "",
        "Jo",
        "Amélie-Rose",
    ],
    "middle_names": ["", "Ann", "Rose", "R"],
    "family_name": ["O'Brien", "OBrien", "Kowalski", "Kowalska", "Smith-Khan", "Khan", "van der Berg", "", "Ng"],
    "sex": ["f", "M", "", "boy"],
    "born_on": ["2015-03-02", "02/03/2015", "2015-02-03", "2016-03-02", "2015", "2011-12-30", "1835-81-01", ""],
    "due_on": ["", "", "2015-03-20"],
    "house": ["3", "Flat 2, 3", "Rose Cottage", ""],
    "street": ["Mill Lane", "Mill Ln", "Miln Lane", "Park Road", ""],
    "second_line": ["", "The Green", "Green Lane", "Mill Lane"],
    "region": ["", "Oxfordshire", "Oxfordshir"],
    "place": ["Oxford", "Oxfrod", ""],
    "postcode": ["OX1 1ND", "ox11nd", "OX1 1NB", "LS1 4QQ", ""],
    "mother_given": ["Sarah", "Sara", "Amina", ""],
    "mother_family": ["O'Brien", "Khan", ""],
    "father_given": ["Tom", "Thomas", ""],
    "father_family": ["Khan", ""],
    "siblings": ["Liz", "Tom", ""],
    "nhs_number": ["9434765919", "9434765918", "943 476 5919", ""],
    "upn": ["A931219022879", "A931219022878", ""],
    "number": ["12345", "12354", ""],
    "email": ["liz@home.org", "liz@work.org", ""],
    "phone": ["07700 900123", "+44 7700 900123", ""],
    "occupation": ["", "painter"],
}


def hard_people(count: int, *, seed: int = 11) -> pl.DataFrame:
    """Take each field of each person at random."""
    rng = random.Random(seed)
    return pl.DataFrame({name: [rng.choice(words) for _ in range(count)] for name, words in WORDS.items()})


def with_names_exchanged(people: pl.DataFrame) -> pl.DataFrame:
    """The same people, of whom every other has first and family name exchanged, and the rest first and middle name."""
    number = pl.int_range(pl.len())
    given, middle, family = pl.col("given_names"), pl.col("middle_names"), pl.col("family_name")
    is_odd = number % 2 == 1
    return people.with_columns(
        given_names=pl.when(is_odd).then(family).otherwise(middle),
        middle_names=pl.when(is_odd).then(middle).otherwise(given),
        family_name=pl.when(is_odd).then(given).otherwise(family),
    )
