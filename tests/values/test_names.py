import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.values.names import family_words, folded, search_words, sort_key


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        pytest.param("Seán", "sean", id="an accent"),
        pytest.param("Zoë  Ann ", "zoe ann", id="spaces"),
        pytest.param("Smith-Jones", "smith jones", id="a hyphen"),
        pytest.param("Smith–Jones", "smith jones", id="a dash"),
        pytest.param("O'Neill", "oneill", id="a straight apostrophe"),
        pytest.param("O’Neill", "oneill", id="a curly apostrophe"),
        pytest.param("O`Neill", "oneill", id="a back-tick"),
        pytest.param("Łukasz Grøn Đorđe", "lukasz gron dorde", id="letters with strokes"),
        pytest.param("Strauß Þór Æsa Œuf", "strauss thor aesa oeuf", id="two letters in one"),
        pytest.param("IŞIK ıŋŧħð", "isik ingthd", id="other letters"),
        pytest.param("St. John, R.", "st john r", id="stops and commas"),
        pytest.param("Ａｎｎ", "ann", id="wide letters"),
        pytest.param("Олена", "олена", id="another script stays"),
        pytest.param("देवी", "देवी", id="vowel signs stay with their letters"),
        pytest.param("Ann 2", "ann 2", id="digits stay"),
        pytest.param("—", "", id="nothing but marks"),
    ],
)
def test_folded(name, plain):
    assert folded(name) == plain


@given(st.text(max_size=30))
def test_folding_twice_changes_nothing_more(text):
    assert folded(folded(text)) == folded(text)


@given(st.text("abcdeéöñ'- ", max_size=20))
def test_capitals_make_no_difference(text):
    assert folded(text.upper()) == folded(text.lower())


@pytest.mark.parametrize(
    ("family", "words"),
    [
        pytest.param("O'Brien", ("obrien",), id="O with an apostrophe"),
        pytest.param("O Brien", ("obrien",), id="O apart"),
        pytest.param("Mc Donald", ("mcdonald",), id="Mc apart"),
        pytest.param("van der Berg", ("vanderberg",), id="two particles"),
        pytest.param("Al-Hassan", ("alhassan",), id="al with a hyphen"),
        pytest.param("Smith-Jones", ("smith", "jones"), id="two names"),
        pytest.param("Smith de la Cruz", ("smith", "delacruz"), id="particles between"),
        pytest.param("Le", ("le",), id="a particle alone is a name"),
        pytest.param("Nguyen Le", ("nguyen", "le"), id="a particle last is a name"),
        pytest.param("", (), id="nothing"),
    ],
)
def test_family_words(family, words):
    assert family_words(family) == words


def test_search_words_are_those_written_and_those_joined():
    assert search_words("Sean O Brien") == ("sean", "o", "brien", "obrien")
    assert search_words("Di Smith") == ("di", "smith", "dismith")
    assert search_words("Ann Ann") == ("ann",)


def test_people_sort_by_family_name_and_then_by_given():
    people = [
        ("Smith-Jones", "Ann"),
        ("Smith", "Zoë"),
        ("Smith", "Zebedee"),
        ("Smithers", "Bob"),
        ("Óg", "Una"),
        ("van Dam", "Piet"),
        ("Vance", "Al"),
        ("O'Brien", "Sean"),
        ("O Brien", "Tom"),
    ]
    assert sorted(people, key=lambda person: sort_key(*person)) == [
        ("O'Brien", "Sean"),
        ("O Brien", "Tom"),
        ("Óg", "Una"),
        ("Smith", "Zebedee"),
        ("Smith", "Zoë"),
        ("Smith-Jones", "Ann"),
        ("Smithers", "Bob"),
        ("Vance", "Al"),
        ("van Dam", "Piet"),
    ]


def test_a_sort_key_is_one_piece_of_text():
    assert sort_key("van der Berg", "Anna-Maria") == "vanderberg\tanna maria"
    assert sort_key("Smith-Jones", "Ann") == "smith jones\tann"
