"""People by the million: the same each time, fit for the tables, whole or not at all."""

from collections import Counter
from datetime import UTC, date, datetime
from random import Random

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection

from alongside.cases.models import Case
from alongside.demo import names
from alongside.demo.actions.generate import GenerationRefused, generate_people
from alongside.demo.generate import gateways, numbering, rows
from alongside.demo.generate.chunks import chunks
from alongside.demo.generate.families import Home, invent_family
from alongside.frontdoor.models import Contact
from alongside.people.models import Family, Person, SearchKey
from alongside.people.queries import search_people
from alongside.people.rules.clues import Known, clues_of, words_of
from alongside.places.models import Area, District, Locality, Postcode
from alongside.plans.models import Plan
from alongside.values.codes import NhsNumber
from tests.factories import a_team, a_user, an_agency

AT = datetime(2026, 3, 2, 10, tzinfo=UTC)
HOMES = [Home(f"ZW{number} 1AA", "area", "locality") for number in range(1, 9)]
GROUND = rows.Ground(homes=HOMES, today=AT.date(), at=AT, seed=7)


def given_somewhere_to_live(*, with_staff: bool = True) -> None:
    team = a_team(kind="hub")
    district = District.objects.create(code="E07", name="Wen")
    locality = Locality.objects.create(slug="wen", name="Wen", team=team)
    area = Area.objects.create(
        code="E01", name="Wen 1", vintage="2021", district=district, locality=locality, easting=1, northing=1
    )
    for number in range(1, 40):
        Postcode.objects.create(code=f"ZW{number} 1AA", area=area, easting=1, northing=1)
    if with_staff:
        a_user("family-worker", team=team)
        a_user("front-door-worker", team=a_team(kind="front_door"))
        for _ in range(4):
            an_agency(kind="school")


def generate(people: int = 400, seed: int = 7, said: list | None = None, processes: int = 1) -> int:
    return generate_people(
        people=people, seed=seed, at=AT, say=(said if said is not None else []).append, processes=processes
    )


class TestNames:
    def test_the_same_chance_gives_the_same_names(self):
        def some() -> list:
            chance = Random(3)
            return [names.a_surname(chance, names.an_origin(chance)) for _ in range(50)]

        assert some() == some()

    def test_names_come_from_everywhere_in_england(self):
        chance = Random(1)
        drawn = Counter(names.an_origin(chance).key for _ in range(5000))
        assert set(drawn) == {origin.key for origin in names.ORIGINS}
        assert drawn["english"] > drawn["pakistani"] > drawn["chinese"]

    def test_there_are_many(self):
        assert sum(len(set(one.girls) | set(one.boys)) for one in names.ORIGINS) >= 300
        assert sum(len(one.surnames) for one in names.ORIGINS) + len(names._COMPOSED) >= 500

    @pytest.mark.parametrize(
        ("surname", "is_girl", "borne"),
        [
            ("Kowalski", True, "Kowalska"),
            ("Kowalski", False, "Kowalski"),
            ("Nowak", True, "Nowak"),
        ],
    )
    def test_a_daughter_bears_her_form_of_the_name(self, surname, is_girl, borne):
        polish = next(one for one in names.ORIGINS if one.key == "polish")
        assert names.surname_for(surname, polish, is_girl=is_girl) == borne


class TestNumbers:
    def test_each_number_has_a_reference_of_its_own(self):
        made = [numbering.reference("P", number=number, seed=7) for number in range(5000)]
        assert len(set(made)) == 5000

    def test_nhs_numbers_are_well_formed_never_issued_and_never_twice(self):
        made = [one for one in (numbering.nhs_number(number=number) for number in range(5000)) if one]
        assert len(set(made)) == len(made) > 4000
        for one in made:
            assert str(NhsNumber.parse(one)).startswith("999")
        assert numbering.nhs_number(number=1_000_000) == ""


class TestFamilies:
    def test_families_are_such_as_early_help_meets(self):
        chance = Random(5)
        families = [invent_family(chance, homes=HOMES, today=AT.date()) for _ in range(3000)]
        everyone = [one for family in families for one in family.people]
        children = [one for one in everyone if one.born_on and one.born_on > date(2008, 3, 2)]
        assert 0.12 < len(children) / len(everyone) < 0.22
        assert any(not one.in_household for one in everyone)
        assert any(one.is_restricted for one in everyone)
        assert any(one.twin_of for one in everyone)
        assert any(one.born_on is None for one in everyone)
        assert any(not one.family_name for one in everyone)
        for family in families:
            firsts = [one.given_names.split()[0] for one in family.children]
            assert len(firsts) >= 1
            for one in family.children:
                assert one.born_on <= AT.date()

    def test_a_chunk_is_the_same_each_time_and_unlike_the_next(self):
        assert rows.make_chunk(GROUND, 0, 100) == rows.make_chunk(GROUND, 0, 100)
        assert rows.make_chunk(GROUND, 0, 100) != rows.make_chunk(GROUND, 1, 100)

    @pytest.mark.parametrize(
        ("value", "text"),
        [
            (None, "\\N"),
            (True, "t"),
            (False, "f"),
            ("a\tb\nc\\", "a\\tb\\nc\\\\"),
            (7, "7"),
        ],
    )
    def test_copied(self, value, text):
        assert rows.copied(value) == text


@pytest.mark.django_db
class TestGenerate:
    def test_people_and_ten_years_of_help_stand_in_the_tables(self):
        given_somewhere_to_live()
        made = generate(people=1200)
        assert Person.objects.count() == made >= 1200
        assert SearchKey.objects.count() == made
        cases = Case.objects.count()
        assert 0.1 < cases / Family.objects.count() < 0.5
        assert Contact.objects.count() > cases
        assert Plan.objects.exists()
        with connection.cursor() as cursor:
            cursor.execute("set constraints all immediate")

    def test_two_processes_make_what_one_makes(self):
        sizes = [40, 40, 40]
        assert list(chunks(GROUND, sizes, processes=2)) == list(chunks(GROUND, sizes, processes=1))

    def test_whoever_is_generated_is_found(self):
        given_somewhere_to_live()
        generate()
        someone = (
            Person.objects.exclude(given_names="").exclude(family_name="").exclude(born_on=None).order_by("id").first()
        )
        found = search_people(
            viewer=a_user("front-door-worker"),
            born_on=someone.born_on,
            today=AT.date(),
            words=f"{someone.family_name} {someone.given_names}",
        )
        assert found[0].id == someone.id

    def test_what_finds_them_is_what_the_actions_would_write(self):
        given_somewhere_to_live()
        generate()
        for key in SearchKey.objects.select_related("person").order_by("person_id")[:50]:
            person = key.person
            known = Known(
                given=words_of(person.given_names, person.known_as),
                family=words_of(person.family_name, *person.other_names.values_list("family_name", flat=True)),
                born_on=person.born_on,
                postcodes=tuple(key.postcodes.split()),
                numbers=tuple(number for number in (person.nhs_number, person.reference) if number),
            )
            assert sorted(key.keys) == clues_of(known)

    def test_triggers_references_and_indexes_are_put_back(self):
        given_somewhere_to_live()
        tables = list(rows.COLUMNS)

        def kept() -> tuple:
            with connection.cursor() as cursor:
                found = [
                    gateways._found(cursor, query, tables) for query in (gateways._FOREIGN_KEYS, gateways._INDEXES)
                ]
                cursor.execute("select count(*) from pg_trigger where tgenabled = 'D'")
                return *map(sorted, found), cursor.fetchone()

        before = kept()
        generate(people=100)
        assert kept() == before

    def test_a_failure_leaves_nothing(self, monkeypatch):
        given_somewhere_to_live()

        def breaks(*args):
            raise IntegrityError

        monkeypatch.setattr(gateways, "copy_rows", breaks)
        with pytest.raises(IntegrityError):
            generate()
        assert not Person.objects.exists()

    def test_twice_adds_others_and_no_number_twice(self):
        given_somewhere_to_live()
        first = generate(people=150)
        second = generate(people=150, seed=8)
        assert Person.objects.count() == first + second

    def test_without_staff_there_are_people_and_no_help(self):
        given_somewhere_to_live(with_staff=False)
        said: list[str] = []
        generate(people=100, said=said)
        assert "Nobody works here yet" in said[0]
        assert Person.objects.exists()
        assert not Case.objects.exists()

    def test_what_cannot_be_is_refused(self):
        with pytest.raises(GenerationRefused, match="one or more"):
            generate(people=0)
        with pytest.raises(CommandError, match="no postcodes to live in"):
            call_command("county_generate", people=10)

    def test_the_command_invents(self, capsys):
        given_somewhere_to_live()
        call_command("county_generate", people=60, processes=1)
        assert Person.objects.count() >= 60
