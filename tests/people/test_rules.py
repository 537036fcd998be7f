"""The rules of people: plain sentences, no database."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from alongside.people import rules
from alongside.people.rules import known_to as registry
from alongside.people.rules.clues import Known, birth_years_of, clue_of_number, clues_for, clues_of, exchanged, words_of
from alongside.people.rules.likeness import Kind, Recorded, Sought, likeness
from alongside.people.rules.sounds import roots_of, sound_of
from alongside.people.rules.wording import Word, like_words
from alongside.values.names import folded

TODAY = date(2026, 3, 2)
BORN = date(2015, 6, 4)


@pytest.mark.parametrize(
    ("born_on", "words"),
    [
        pytest.param(None, "", id="not known is no problem"),
        pytest.param(date(2026, 3, 2), "", id="born today"),
        pytest.param(date(2026, 3, 3), "in the future", id="tomorrow"),
        pytest.param(date(1905, 1, 1), "more than 120 years ago", id="the century is wrong"),
    ],
)
def test_problem_with_birth_date(born_on, words):
    problem = rules.problem_with_birth_date(born_on, today=TODAY)
    assert words in problem
    assert bool(problem) == bool(words)


@pytest.mark.parametrize(
    ("due_on", "is_wrong"),
    [
        pytest.param(None, False, id="not expected"),
        pytest.param(date(2026, 12, 27), False, id="ten months away"),
        pytest.param(date(2026, 12, 28), True, id="further away than a pregnancy lasts"),
        pytest.param(date(2026, 2, 20), False, id="overdue"),
    ],
)
def test_problem_with_due_date(due_on, is_wrong):
    assert bool(rules.problem_with_due_date(due_on, today=TODAY)) is is_wrong


@pytest.mark.parametrize(("age", "is_asked"), [(None, False), (12, False), (13, True), (17, True)])
def test_is_asked_for_themselves(age, is_asked):
    assert rules.is_asked_for_themselves(age=age, asked_from_age=13) is is_asked


@pytest.mark.parametrize(
    ("answer", "withdrawn_on", "on", "holds"),
    [
        pytest.param("agreed", None, TODAY, True, id="stands"),
        pytest.param("refused", None, TODAY, False, id="no is no"),
        pytest.param("agreed", None, date(2026, 1, 1), False, id="before it was given"),
        pytest.param("agreed", TODAY, TODAY, False, id="ends on the day it is withdrawn"),
        pytest.param("agreed", date(2026, 3, 3), TODAY, True, id="until the day it is withdrawn"),
    ],
)
def test_is_agreement_in_force(answer, withdrawn_on, on, holds):
    assert (
        rules.is_agreement_in_force(
            answer=rules.AgreementAnswer(answer), given_on=date(2026, 2, 1), withdrawn_on=withdrawn_on, on=on
        )
        is holds
    )


@pytest.mark.parametrize(
    ("purpose", "answer", "opens"),
    [
        ("plan_together", "agreed", True),
        ("plan_together", "refused", False),
        ("ask", "agreed", False),
    ],
)
def test_opens_the_record(purpose, answer, opens):
    assert rules.opens_the_record(purpose, rules.AgreementAnswer(answer)) is opens


@pytest.mark.parametrize(
    ("born_on", "precision", "due_on", "words"),
    [
        pytest.param(None, "unknown", None, "Date of birth not known", id="not known"),
        pytest.param(None, "due", date(2026, 7, 1), "Unborn, due 1 July 2026", id="unborn"),
        pytest.param(BORN, "exact", None, "10 years, born 4 June 2015", id="known"),
        pytest.param(BORN, "month", None, "About 10 years, born in June 2015", id="month known"),
        pytest.param(BORN, "year", None, "About 10 years, born in 2015", id="year known"),
        pytest.param(BORN, "estimated", None, "About 10 years, date of birth estimated", id="a guess"),
        pytest.param(date(2026, 5, 1), "exact", None, "Born 1 May 2026", id="later than the day asked about"),
    ],
)
def test_spoken_birth(born_on, precision, due_on, words):
    assert (
        rules.spoken_birth(born_on=born_on, precision=rules.BirthPrecision(precision), due_on=due_on, today=TODAY)
        == words
    )


@pytest.mark.parametrize(
    ("key", "meaning", "value", "problem"),
    [
        ("school", "value", "Oak School", ""),
        ("school", "none", "", ""),
        ("shoe_size", "value", "4", "not a fact we record"),
        ("school", "value", "", "Write down what is known"),
        ("school", "not_asked", "Oak", "not both"),
        ("school", "value", "x" * 2001, "2000 characters"),
    ],
)
def test_problem_with_fact(key, meaning, value, problem):
    said = rules.problem_with_fact(key=key, meaning=rules.Meaning(meaning), value=value)
    assert problem in said
    assert bool(said) == bool(problem)


class TestSounds:
    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("Shareef", "Sharif"),
            ("Mohammed", "Muhammad"),
            ("Khan", "Kahn"),
            ("Catherine", "Kathryn"),
            ("Hussain", "Hussein"),
            ("Wiśniewska", "Wisniewski"),
            ("Kowalski", "Kowalska"),
            ("Szymański", "Shimanski"),
            ("Chowdhury", "Chaudhri"),
            ("Steven", "Stephen"),
            ("Begum", "Begam"),
            ("Nawaz", "Navaz"),
            ("Siddiqui", "Siddiki"),
        ],
    )
    def test_spellings_of_one_name_sound_alike(self, one, other):
        assert sound_of(folded(one)) == sound_of(folded(other))

    @pytest.mark.parametrize(("one", "other"), [("Khan", "Patel"), ("Nowak", "Mazur"), ("Smith", "Jones")])
    def test_other_names_do_not(self, one, other):
        assert sound_of(folded(one)) != sound_of(folded(other))

    def test_a_name_without_a_sound_of_its_own_is_its_letters(self):
        assert sound_of("王") == "王"

    def test_short_forms_lead_to_the_whole_name(self):
        assert "elizabeth" in roots_of("liz")
        assert roots_of("quillfeather") == ()

    @given(some.text(min_size=1, max_size=20))
    def test_every_word_has_a_sound(self, word):
        assert sound_of(word)


class TestWords:
    @pytest.mark.parametrize(
        ("sought", "recorded", "word"),
        [
            ("khan", "khan", Word.SAME),
            ("kahn", "khan", Word.ONE_LETTER_AND_SOUND),
            ("liz", "elizabeth", Word.SHORT_FORM),
            ("emika", "erika", Word.ONE_LETTER),
            ("shareef", "sharif", Word.SOUND),
            ("wozniak", "mozniac", Word.TWO_LETTERS),
            ("alex", "alexandrina", Word.BEGINNING),
            ("a", "amina", Word.INITIAL),
            ("a", "zara", Word.OTHER),
            ("amina", "a", Word.INITIAL),
            ("smith", "patel", Word.OTHER),
            ("li", "lo", Word.INITIAL),
            ("fotheringay", "fotheringham", Word.TWO_LETTERS),
            ("katarzynaa", "katarzbnkka", Word.RESEMBLES),
        ],
    )
    def test_like_words(self, sought, recorded, word):
        assert like_words(sought, recorded) is word

    def test_what_is_said_begins_with_a_capital(self):
        assert Word.SAME.said("first") == "Same first name"
        assert Word.SOUND.said("family") == "Family name sounds alike"


class TestClues:
    KNOWN = Known(given=("amina",), family=("khan",), born_on=BORN, postcodes=("OX11ND",), numbers=("9993395633",))

    def looked_up(self, *, words="amina khan", born_on=None, years=(), postcode="", numbers=()) -> bool:
        clues = clues_for(words=words_of(words), born_on=born_on, birth_years=years, postcode=postcode, numbers=numbers)
        return not set(clues.sharp).isdisjoint(clues_of(self.KNOWN))

    @pytest.mark.parametrize(
        "slip",
        [
            pytest.param({"words": "Khan, Amina"}, id="another order"),
            pytest.param({"words": "emina khan"}, id="name alone, its beginning wrong"),
            pytest.param({"words": "aminz khan"}, id="name alone, its end wrong"),
            pytest.param({"words": "xx yy", "born_on": BORN}, id="both names wrong, birth right"),
            pytest.param({"words": "amina khan", "born_on": date(2015, 4, 6)}, id="day and month exchanged"),
            pytest.param({"words": "amina", "born_on": date(2014, 6, 4)}, id="one name, another year"),
            pytest.param({"words": "amina", "years": (2014, 2015)}, id="one name and an age"),
            pytest.param({"words": "zz", "postcode": "ox1 1nd"}, id="home alone"),
            pytest.param({"words": "khan", "postcode": "OX1 1NE"}, id="one name, the postcode's second half wrong"),
            pytest.param({"words": "khan", "postcode": "OX2 1ND"}, id="one name, the postcode's first half wrong"),
            pytest.param({"words": "", "numbers": ("9993395633",)}, id="a number alone"),
        ],
    )
    def test_one_slip_leaves_a_clue(self, slip):
        assert self.looked_up(**slip)

    def test_another_person_shares_none(self):
        assert not self.looked_up(words="piotr nowak", born_on=date(1980, 1, 1), postcode="B1 1AA")

    def test_a_name_alone_shares_the_broad_clues(self):
        clues = clues_for(words=("khan",), born_on=None, birth_years=(), postcode="", numbers=())
        assert clues.sharp == ()
        assert not set(clues.broad).isdisjoint(clues_of(self.KNOWN))

    def test_one_name_is_paired_within_itself(self):
        only_given = Known(given=("amina", "noor"), family=())
        clues = clues_for(words=("noor", "amina"), born_on=None, birth_years=(), postcode="", numbers=())
        assert not set(clues.sharp).isdisjoint(clues_of(only_given))

    def test_a_name_twice_makes_no_pair(self):
        assert len(clues_of(Known(given=("ali",), family=("ali",)))) < len(
            clues_of(Known(given=("ali",), family=("omar",)))
        )

    def test_clues_fit_a_column_of_whole_numbers(self):
        assert all(-(2**31) <= clue < 2**31 for clue in clues_of(self.KNOWN))
        assert clue_of_number("9993395633") in clues_of(self.KNOWN)

    def test_no_birth_no_clue_of_it(self):
        assert len(clues_of(Known(given=("a",), family=("b",)))) < len(
            clues_of(Known(given=("a",), family=("b",), born_on=BORN))
        )

    @pytest.mark.parametrize(
        ("day", "other"),
        [
            (date(2015, 6, 4), (date(2015, 4, 6),)),
            (date(2015, 6, 14), ()),
            (date(2015, 6, 6), ()),
        ],
    )
    def test_exchanged(self, day, other):
        assert exchanged(day) == other

    def test_birth_years_of(self):
        assert birth_years_of(None, today=TODAY) == ()
        assert birth_years_of(10, today=TODAY) == (2014, 2015, 2016, 2017)


AMINA = Recorded(("amina",), ("khan",), BORN, ("OX11ND",))


class TestLikeness:
    @pytest.mark.parametrize(
        ("sought", "because"),
        [
            pytest.param(Sought(words="Amina Khan"), ("Same name",), id="same name"),
            pytest.param(
                Sought(given_names="Khan", family_name="Amina"), ("Same name, the other way round",), id="turned round"
            ),
            pytest.param(
                Sought(given_names="Kahn", family_name="Amina"),
                ("Same first name", "Family name spelt a little differently", "Names the other way round"),
                id="turned round and misspelt",
            ),
            pytest.param(Sought(words="Amina Khan", born_on=BORN), ("Same name", "Same date of birth"), id="and birth"),
            pytest.param(
                Sought(words="Amina Khan", born_on=date(2015, 4, 6)),
                ("Same name", "Date of birth with day and month exchanged"),
                id="exchanged",
            ),
            pytest.param(
                Sought(words="Amina Khan", born_on=date(2015, 6, 5)),
                ("Same name", "Date of birth differs by one digit"),
                id="one digit",
            ),
            pytest.param(
                Sought(words="Amina Khan", born_on=date(1998, 6, 4)),
                ("Same name", "Same birthday, another year"),
                id="same birthday",
            ),
            pytest.param(
                Sought(words="Amina Khan", born_on=date(2015, 6, 28)),
                ("Same name", "Date of birth differs in the day or the month"),
                id="another day",
            ),
            pytest.param(
                Sought(words="Amina Khan", born_on=date(2015, 12, 28)),
                ("Same name", "Born in the same year"),
                id="same year",
            ),
            pytest.param(Sought(words="Amina Khan", born_on=date(1980, 12, 28)), ("Same name",), id="another birth"),
            pytest.param(Sought(words="Amina Khan", age=10), ("Same name", "Same age"), id="age"),
            pytest.param(Sought(words="Amina Khan", age=11), ("Same name", "A year older or younger"), id="a year out"),
            pytest.param(
                Sought(words="Amina Khan", age=12), ("Same name", "Two years older or younger"), id="two years out"
            ),
            pytest.param(Sought(words="Amina Khan", age=40), ("Same name",), id="another age"),
            pytest.param(Sought(words="Amina Khan", postcode="ox1 1nd"), ("Same name", "Same postcode"), id="home"),
            pytest.param(
                Sought(words="Amina Khan", postcode="OX1 1NE"),
                ("Same name", "Postcode differs by one letter or number"),
                id="nearly home",
            ),
            pytest.param(Sought(words="Amina Khan", postcode="OX1 1AB"), ("Same name", "Nearby postcode"), id="nearby"),
            pytest.param(Sought(words="Amina Khan", postcode="B1 2AB"), ("Same name",), id="another town"),
            pytest.param(Sought(born_on=BORN), ("Same date of birth",), id="birth alone"),
        ],
    )
    def test_the_evidence_is_said(self, sought, because):
        found = likeness(sought, AMINA, today=TODAY)
        assert found.because == because
        assert found.kind is Kind.PERSON

    @pytest.mark.parametrize("recorded", [Recorded(("amina",), ("khan",), None, ())])
    def test_a_blank_counts_neither_way(self, recorded):
        sought = Sought(words="Amina Khan", born_on=BORN, postcode="OX1 1ND")
        assert (
            likeness(sought, recorded, today=TODAY).points
            == likeness(Sought(words="Amina Khan"), recorded, today=TODAY).points
        )

    def test_a_twin_is_another_member_of_the_family(self):
        sought = Sought(given_names="Yusuf", family_name="Khan", born_on=BORN, postcode="OX1 1ND")
        found = likeness(sought, AMINA, today=TODAY)
        assert found.kind is Kind.FAMILY
        assert found.because[-1] == "A different first name"

    def test_someone_of_another_name_in_the_same_home(self):
        found = likeness(Sought(words="Piotr Mazur", postcode="OX1 1ND", born_on=BORN), AMINA, today=TODAY)
        assert (found.kind, found.because[-1]) == (Kind.FAMILY, "A different name")

    def test_someone_of_another_name_born_that_day_is_nobody_sought(self):
        assert likeness(Sought(words="Piotr", born_on=BORN), AMINA, today=TODAY) is None

    def test_too_little_is_nothing(self):
        assert likeness(Sought(words="Piotr"), AMINA, today=TODAY) is None
        assert likeness(Sought(words="A"), AMINA, today=TODAY) is None

    def test_a_number_outweighs_a_name(self):
        found = likeness(Sought(words="Piotr Mazur", nhs_number="9993395633"), AMINA, today=TODAY, has_number=True)
        assert found.kind is Kind.PERSON
        assert found.because[0] == "Same number"

    def test_particles_apart_or_together(self):
        recorded = Recorded(("sean",), words_of("O'Brien"), None, ())
        for words in ("Sean O Brien", "Sean OBrien", "Sean O'Brien"):
            assert likeness(Sought(words=words), recorded, today=TODAY).because == ("Same name",)

    def test_nearer_is_worth_more(self):
        sought = Sought(words="Amina Khan", born_on=BORN)
        twin = Recorded(("amira",), ("khan",), BORN, ())
        assert likeness(sought, AMINA, today=TODAY).points > likeness(sought, twin, today=TODAY).points

    def test_an_age_alone_is_nothing_to_look_by(self):
        assert Sought(age=5).is_empty
        assert not Sought(upn="X").is_empty


def test_what_is_known_of_families_comes_from_every_supplier(monkeypatch):
    monkeypatch.setattr(registry, "_suppliers", {})
    registry.supply_known_to("one", lambda ids: {one: ["a"] for one in ids})
    registry.supply_known_to("two", lambda ids: {one: ["b"] for one in ids})
    assert registry.known_to([7]) == {7: ["a", "b"]}
    registry.forget_known_to("two")
    assert registry.known_to([7]) == {7: ["a"]}


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ({"is_enough": False, "people": 0, "kin": 0}, rules.typed.NOT_YET),
        ({"is_enough": True, "people": 3, "kin": 1}, "3 people on record may be Amina."),
        ({"is_enough": True, "people": 1, "kin": 0}, "1 person on record may be Amina."),
        (
            {"is_enough": True, "people": 0, "kin": 2},
            "Nobody on record may be Amina. 2 people on record may be of the family.",
        ),
        ({"is_enough": True, "people": 0, "kin": 0}, "Nobody on record is like Amina so far."),
    ],
)
def test_while_a_person_is_typed_one_sentence_says_who_may_be_known(told, says):
    assert rules.said_so_far(name="Amina", **told) == says


@pytest.mark.parametrize(
    ("told", "is_enough"),
    [
        ({"given_names": "Amina"}, False),
        ({"postcode": "OX1 1ND"}, False),
        ({"given_names": "Amina", "postcode": "OX1 1ND"}, True),
        ({"family_name": "Khan", "born_on": TODAY}, True),
        ({"nhs_number": "9434765919"}, True),
        ({"given_names": "Amina", "age": 7}, False),
    ],
)
def test_a_name_alone_is_not_looked_for_while_typing(told, is_enough):
    assert Sought(**told).is_enough_so_far is is_enough
