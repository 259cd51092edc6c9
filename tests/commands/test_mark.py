"""`tracuu mark` and `tracuu marks`: what users note on stories, and how it is found again."""

from __future__ import annotations

import pytest

from tests.commands.conftest import Command

GARDEN, NINH, STUB = "garden-vi", "ninh-vi", "stub-en"


def found(command: Command, query: str) -> list[str]:
    return sorted(hit["id"] for hit in command("search", query, "--limit", "50", "--json").json["hits"])


def test_a_tag_is_set_on_the_story_whatever_version_is_named(changing: Command) -> None:
    assert changing("mark", "garden-en", "--tag", "vườn").code == 0
    (hit,) = changing("search", "tag:vườn lang:vi", "--json").json["hits"]
    assert (hit["id"], hit["tags"]) == (GARDEN, ["vườn"])


@pytest.mark.parametrize("typed", ["Vườn Rau", "#vườn rau", " vườn   rau ", "vườn rau"])
def test_a_tag_has_one_form(typed: str, changing: Command) -> None:
    changing("mark", GARDEN, "--tag", typed)
    assert changing("marks", "--tags", "--json").json == [{"tag": "vườn rau", "stories": 1}]
    assert changing("search", f'tag:"{typed}"', "--json").json["total"] == 1


def test_states_and_notes_are_found_as_they_are_now(changing: Command) -> None:
    everything = changing("search", "*", "--json").json["total"]
    changing("mark", GARDEN, NINH, "--star", "--reviewed")
    changing("mark", NINH, "--note", "gọi lại")
    assert changing("search", "is:starred", "--json").json["total"] == 2
    assert changing("search", "is:unreviewed", "--json").json["total"] == everything - 2
    assert found(changing, "has:note") == [NINH]
    changing("mark", NINH, "--unstar", "--unreviewed")
    assert changing("search", "is:starred", "--json").json["total"] == 1
    assert changing("search", "is:unreviewed -is:starred", "--json").json["total"] == everything - 1


def test_notes_are_added_and_those_taken_off_are_printed(changing: Command) -> None:
    changing("mark", NINH, "--note", "một")
    changing("mark", NINH, "--note", "hai")
    (row,) = changing("marks", "--json").json
    assert row["notes"] == ["một", "hai"]
    gone = changing("mark", NINH, "--unnote", "--note", "ba")
    assert [line.partition(": ")[2] for line in gone.out.splitlines()] == ["một", "hai"]
    assert changing("marks", "--json").json[0]["notes"] == ["ba"]


def test_marks_stand_beside_a_hit(changing: Command) -> None:
    changing("mark", NINH, "--star", "--reviewed", "--tag", "cán bộ", "--note", "xem \x1b[31m lại")
    shown = changing("search", "vùng cao", "--lang", "vi")
    assert "★ · ✓ reviewed · #cán bộ" in shown.out
    assert "note: xem" in shown.out
    assert "\x1b" not in shown.out


def test_ids_come_from_another_command(changing: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    import io

    listed = changing("search", "35-NQ/TU", "--fields", "story", "--csv").out
    monkeypatch.setattr("sys.stdin", io.StringIO(listed))
    assert changing("mark", "-", "--tag", "nq35").code == 0
    assert changing("marks", "--tags", "--json").json == [{"tag": "nq35", "stories": 5}]


def test_marks_outlive_a_rebuild_and_a_merge_unites_them(changing: Command) -> None:
    changing("mark", GARDEN, "--tag", "a")
    changing("mark", NINH, "--tag", "b", "--star")
    assert changing("doctor", "--rebuild").code == 0
    assert changing("search", "tag:a", "--json").json["total"] == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((GARDEN,), "Say what to mark with"),
        (("--star",), "Name the stories"),
        ((GARDEN, "--tag", "a", "--untag", "A"), "contradict"),
        ((GARDEN, "--tag", "\x1b"), "can be no tag"),
        ((GARDEN, "--tag", "x" * 101), "at most 100"),
        ((GARDEN, "--note", "  "), "The note is empty"),
        (("nobody", "--star"), "No story or version"),
    ],
)
def test_what_cannot_be_is_said_in_a_line_and_marks_nothing(
    arguments: tuple[str, ...], said: str, changing: Command
) -> None:
    told = changing("mark", *arguments)
    assert told.code == 2
    assert said in told.err
    assert told.err.count("\n") == 1
    assert changing("marks").code == 1


def test_a_tag_and_a_state_that_there_is_not_are_said_and_find_nothing(changing: Command) -> None:
    changing("mark", GARDEN, "--tag", "vườn")
    told = changing("search", "tag:vuon is:lost")
    assert told.code == 1
    assert "no story has the tag “vuon”; there are: vườn" in told.err
    assert "“is:lost” is no state of a story; there are: starred, unstarred, reviewed, unreviewed" in told.err
