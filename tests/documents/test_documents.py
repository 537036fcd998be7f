"""A file is kept when it is what it says, and never twice."""

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from alongside.foundation.documents import actions, gateways, queries
from alongside.foundation.documents.rules import KINDS, MOST_BYTES, problem_with_file
from tests.factories import NOW, a_user

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 64


@pytest.mark.parametrize(
    ("name", "size", "found", "text", "problem"),
    [
        pytest.param("a.png", 9, "image/png", False, "", id="a picture that is one"),
        pytest.param("a.PNG", 9, "image/png", False, "", id="capitals do not matter"),
        pytest.param("a.txt", 9, None, True, "", id="plain text"),
        pytest.param("a.txt", 9, "image/png", True, "not what its name says", id="a picture called text"),
        pytest.param("a.txt", 9, None, False, "not what its name says", id="bytes called text"),
        pytest.param(
            "a.pdf", 9, "image/png", False, "not what its name says: it is not a PDF", id="a picture called PDF"
        ),
        pytest.param("a.exe", 9, None, False, "Choose a PDF", id="a program"),
        pytest.param("a", 9, None, True, "Choose a PDF", id="no ending"),
        pytest.param("a.png", 0, "image/png", False, "empty", id="an empty file"),
        pytest.param("a.png", MOST_BYTES + 1, "image/png", False, "too large: at most 20 MB", id="too large"),
        pytest.param("a.png", MOST_BYTES, "image/png", False, "", id="just as large as may be"),
    ],
)
def test_problem_with_file(name, size, found, text, problem):
    said = problem_with_file(name=name, size=size, found_type=found, is_text=text)
    assert problem in said
    assert bool(problem) == bool(said)


def test_every_kind_has_words():
    assert all(words for _, words in KINDS.values())


@pytest.mark.django_db
class TestKeeping:
    @pytest.fixture(autouse=True)
    def folder(self, settings, tmp_path):
        settings.DOCUMENTS_DIR = tmp_path

    def _keep(self, content=PNG, name="letter.png", subject=None):
        return actions.keep_document(
            subject_kind="family",
            subject_id=subject or uuid4(),
            title="A letter",
            file=SimpleUploadedFile(name, content),
            by=a_user(),
            at=NOW,
        )

    def test_it_is_kept_whole_under_a_name_nobody_typed(self, tmp_path):
        document = self._keep()
        assert gateways.read_file(document.kept_as) == PNG
        assert "letter" not in document.kept_as
        assert not list(tmp_path.rglob("*.part"))
        assert queries.find_document(reference=document.reference) == document

    def test_the_same_file_twice_is_kept_once(self):
        subject = uuid4()
        assert self._keep(subject=subject) == self._keep(subject=subject)
        assert len(queries.list_documents(subject_kind="family", subject_id=subject)) == 1

    def test_a_file_that_is_not_what_it_says_is_refused(self, tmp_path):
        with pytest.raises(actions.DocumentRefused, match="not a PDF"):
            self._keep(name="letter.pdf")
        assert not list(tmp_path.iterdir())

    def test_text_cut_in_the_middle_of_a_letter_is_text(self):
        assert gateways.is_text("é".encode()[:1])
        assert not gateways.is_text(b"\xff" + b"a" * 90)

    def test_a_removed_file_is_out_of_sight_with_its_reason(self):
        document = self._keep()
        actions.remove_document(document=document, why="Sent to the wrong family", by=a_user(), at=NOW)
        assert queries.find_document(reference=document.reference) is None
        assert document.removed_why
