"""What the `alongside` command understands, and how it refuses."""

import pytest

from alongside.config.command import main, work
from alongside.config.command.arguments import read_arguments
from alongside.config.command.sign_ins import as_table


@pytest.mark.parametrize(
    ("typed", "does"),
    [
        ("demo", work.demo),
        ("serve --port 81 --workers 2", work.serve),
        ("migrate", work.migrate),
        ("docs --check", work.docs),
        ("worker", work.worker),
        ("check-audit", work.check_audit),
        ("backup all.tar", work.backup),
        ("restore all.tar --replace", work.restore),
        ("county import --folder data", work.county),
        ("county generate --people 1000 --seed 7", work.county),
        ("people import register.parquet", work.people),
        ("match link a.csv b.csv --out pairs.csv", work.match),
        ("manage shell -c 'pass'", work.manage),
    ],
)
def test_every_verb_is_understood(typed, does):
    assert read_arguments(typed.split()).do is does


def test_what_follows_county_and_manage_is_passed_on():
    county = read_arguments(["county", "generate", "--people", "5"])
    manage = read_arguments(["manage", "demo_county", "--seed", "7"])

    assert (county.kind, county.rest) == ("generate", ["--people", "5"])
    assert manage.rest == ["demo_county", "--seed", "7"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "required"),
        ("serve --port seventy", "give a number from 1 to 65535"),
        ("serve --port 70000", "give a number from 1 to 65535"),
        ("serve --workers 0", "give 1 or more"),
        ("backup", "file"),
        ("dance", "dance"),
    ],
)
def test_what_is_not_understood_is_said_plainly(typed, said, capsys):
    with pytest.raises(SystemExit) as end:
        read_arguments(typed.split())

    assert end.value.code == 2
    assert said in capsys.readouterr().err


def test_help_begins_with_the_first_thing_to_try(capsys):
    with pytest.raises(SystemExit):
        read_arguments(["--help"])

    said = capsys.readouterr().out
    assert "Start with:  alongside demo" in said
    assert "a real service runs on a PostgreSQL server" in said


def test_refusal_is_one_plain_line(tmp_path, capsys):
    assert main(["restore", "--only-check", str(tmp_path / "none.tar")]) == 1
    assert capsys.readouterr().err == f"alongside: There is no file {tmp_path / 'none.tar'}\n"


def test_production_without_a_server_is_refused(monkeypatch, capsys):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv("ALONGSIDE_MODE", "production")

    assert main(["check-audit"]) == 1
    assert "set DATABASE_URL" in capsys.readouterr().err


def test_sign_ins_stand_in_even_columns():
    table = as_table(
        [
            {"role": "Hub manager", "user_name": "a@example.org"},
            {"role": "Panel chair", "user_name": "bb@example.org"},
        ]
    )

    assert table.splitlines() == [
        "  Role          User name",
        "  Hub manager   a@example.org",
        "  Panel chair   bb@example.org",
        "",
    ]
    assert as_table([]) == ""
