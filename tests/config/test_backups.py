"""A backup holds everything, and comes back whole or not at all."""

import io
import secrets
import tarfile

import psycopg
import pytest

from alongside.config.backups.archive import BackupRefused
from alongside.config.backups.restoring import check_backup, restore_backup
from alongside.config.backups.taking import take_backup

SCHEMA = """
CREATE EXTENSION pg_trgm;
CREATE TABLE family (id int PRIMARY KEY, surname text NOT NULL);
CREATE INDEX family_surname ON family USING gin (surname gin_trgm_ops);
CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'never changed'; END $$;
CREATE TRIGGER family_is_never_deleted BEFORE DELETE ON family EXECUTE FUNCTION refuse();
INSERT INTO family SELECT n, 'Family ' || n FROM generate_series(1, 500) n;
"""


class Place:
    """A database and a folder of documents."""

    def __init__(self, cluster, folder):
        self.address = cluster.address.of(f"place_{secrets.token_hex(4)}")
        self.cluster = cluster
        self.documents = folder / f"documents-{self.address.name}"
        self.elsewhere(f"CREATE DATABASE {self.address.name}")

    def elsewhere(self, statement):
        with psycopg.connect(self.cluster.address.url, autocommit=True) as connection:
            return connection.execute(statement)

    def ask(self, statement):
        with psycopg.connect(self.address.url, autocommit=True) as connection:
            answer = connection.execute(statement)
            return answer.fetchall() if answer.description else None

    def fill(self):
        self.ask(SCHEMA)
        (self.documents / "ab").mkdir(parents=True)
        (self.documents / "ab" / "letter").write_bytes(b"A kind letter\x00" * 1000)
        (self.documents / "plan").write_bytes(b"The plan")
        return self

    def save(self, file):
        return take_backup(file, database_url=self.address.url, documents=self.documents)

    def restore(self, file, *, may_replace=False):
        restore_backup(
            file,
            database_url=self.address.url,
            documents=self.documents,
            may_replace=may_replace,
        )

    def databases_beside(self):
        with psycopg.connect(self.cluster.address.url) as connection:
            names = connection.execute("SELECT datname FROM pg_database").fetchall()
        return {name for (name,) in names if name.startswith(f"{self.address.name}_")}

    def assert_nothing_here(self):
        assert self.ask("SELECT tablename FROM pg_tables WHERE schemaname = 'public'") == []
        assert not self.documents.exists()
        assert self.databases_beside() == set()


@pytest.fixture
def new_place(cluster, tmp_path):
    return lambda: Place(cluster, tmp_path)


@pytest.fixture
def full(new_place):
    return new_place().fill()


@pytest.fixture
def empty(new_place):
    return new_place()


@pytest.fixture
def saved(full, tmp_path):
    file = tmp_path / "backup.tar"
    full.save(file)
    return file


def test_all_comes_back(saved, full, empty):
    empty.restore(saved)

    query = "SELECT count(*), min(surname), max(surname) FROM family"
    assert empty.ask(query) == full.ask(query)
    assert (empty.documents / "ab" / "letter").read_bytes() == b"A kind letter\x00" * 1000
    assert (empty.documents / "plan").read_bytes() == b"The plan"
    with pytest.raises(psycopg.errors.RaiseException, match="never changed"):
        empty.ask("DELETE FROM family")
    assert empty.databases_beside() == set(), "nothing is left lying about"


def test_backup_is_for_the_owner_only(saved):
    assert saved.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in saved.parent.glob(".*half*")] == []


def test_backup_never_overwrites(full, saved):
    before = saved.read_bytes()

    with pytest.raises(BackupRefused, match="exists already"):
        full.save(saved)
    assert saved.read_bytes() == before


def test_backup_into_no_folder_is_refused(full, tmp_path):
    with pytest.raises(BackupRefused, match="no folder"):
        full.save(tmp_path / "nowhere" / "backup.tar")


def test_backup_of_a_database_that_does_not_answer_is_refused(full, tmp_path):
    full.address = full.address.of("nobody_made_this")

    with pytest.raises(BackupRefused, match="does not answer"):
        full.save(tmp_path / "second.tar")
    assert not (tmp_path / "second.tar").exists()


@pytest.mark.parametrize(
    ("piece", "after"),
    [
        pytest.param("database/000000", 600, id="within the database"),
        pytest.param("documents/plan", -512, id="between two documents"),
        pytest.param("manifest.json", -512, id="before the manifest"),
        pytest.param("manifest.json", 20, id="within the manifest"),
    ],
)
def test_file_cut_short_is_refused(saved, empty, piece, after):
    with tarfile.open(saved) as tar:
        end = tar.getmember(piece).offset_data + after
    saved.write_bytes(saved.read_bytes()[:end])

    with pytest.raises(BackupRefused, match=r"cut short|not a whole backup"):
        empty.restore(saved)
    empty.assert_nothing_here()


@pytest.mark.parametrize("piece", ["database/000000", "documents/ab/letter"])
def test_file_with_one_wrong_byte_is_refused(saved, empty, piece):
    with tarfile.open(saved) as tar:
        at = tar.getmember(piece).offset_data + 100
    damaged = bytearray(saved.read_bytes())
    damaged[at] ^= 1
    saved.write_bytes(damaged)

    with pytest.raises(BackupRefused, match=f"damaged: {piece}"):
        empty.restore(saved)
    empty.assert_nothing_here()


@pytest.mark.parametrize("name", ["../outside", "/etc/outside", "documents/../../outside", "something-else"])
def test_file_that_would_write_elsewhere_is_refused(tmp_path, empty, name):
    file = tmp_path / "strange.tar"
    with tarfile.open(file, "w") as tar:
        member = tarfile.TarInfo(name)
        member.size = 3
        tar.addfile(member, io.BytesIO(b"abc"))

    with pytest.raises(BackupRefused, match="unexpected"):
        empty.restore(file)
    empty.assert_nothing_here()


@pytest.mark.parametrize("content", [b"", b"not a tar at all" * 100], ids=["empty", "other"])
def test_file_of_another_kind_is_refused(tmp_path, content):
    file = tmp_path / "other.tar"
    file.write_bytes(content)

    with pytest.raises(BackupRefused):
        check_backup(file)


def test_missing_file_is_refused(tmp_path):
    with pytest.raises(BackupRefused, match="no file"):
        check_backup(tmp_path / "none.tar")


class TestIntoAFullPlace:
    """A place with data of its own is replaced only when told to."""

    @pytest.fixture
    def other(self, new_place):
        other = new_place()
        other.ask("CREATE TABLE present (word text); INSERT INTO present VALUES ('here')")
        other.documents.mkdir()
        (other.documents / "own").write_bytes(b"its own")
        return other

    def test_it_is_refused_unless_told(self, saved, other):
        with pytest.raises(BackupRefused, match="--replace"):
            other.restore(saved)

        assert other.ask("SELECT word FROM present") == [("here",)]
        assert sorted(path.name for path in other.documents.iterdir()) == ["own"]

    def test_told_so_it_is_replaced_and_the_former_is_kept(self, saved, other):
        other.restore(saved, may_replace=True)

        assert other.ask("SELECT count(*) FROM family") == [(500,)]
        assert not (other.documents / "own").exists()
        (former,) = other.databases_beside()
        with psycopg.connect(other.address.of(former).url) as connection:
            assert connection.execute("SELECT word FROM present").fetchone() == ("here",)
        mark = former.rpartition("_")[2]
        aside = other.documents.with_name(f"{other.documents.name}.before-{mark}")
        assert (aside / "own").read_bytes() == b"its own"

    def test_while_somebody_uses_it_nothing_changes(self, saved, other):
        with (
            psycopg.connect(other.address.url),
            pytest.raises(BackupRefused, match="still using"),
        ):
            other.restore(saved, may_replace=True)

        assert other.ask("SELECT word FROM present") == [("here",)]
        assert (other.documents / "own").exists()
        assert other.databases_beside() == set()

    def test_when_the_database_cannot_be_restored_nothing_changes(self, saved, other, monkeypatch):
        monkeypatch.setattr("alongside.config.backups.restoring.find_client_programs", _programs_that_fail)
        with pytest.raises(BackupRefused, match="nothing has changed"):
            other.restore(saved, may_replace=True)

        assert other.ask("SELECT word FROM present") == [("here",)]
        assert sorted(path.name for path in other.documents.iterdir()) == ["own"]
        assert other.databases_beside() == set()


def _programs_that_fail(_server_major):
    class Programs:
        def program(self, _name):
            return "/bin/false"

    return Programs()
