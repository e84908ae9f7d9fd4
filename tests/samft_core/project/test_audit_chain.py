from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from samft_core.project.project import Project, check_folder
from samft_core.security.accounts import account_name
from tests.samft_core.project.test_restore import accept


@pytest.fixture
def trail(project: Project, images: list[int]) -> Path:
    """A closed project with a handful of events."""
    accept(project, images[0])
    project.images.set_good(images[1], True)
    project.images.set_group(images, "lot 7")
    project.close()
    assert check_folder(project.folder).ok
    return project.folder


def change(folder: Path, statement: str, *values: object) -> list[str]:
    connection = sqlite3.connect(folder / "project.db")
    connection.execute(statement, values)
    connection.commit()
    connection.close()
    return check_folder(folder).problems


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_event SET who='Eve' WHERE id=2",
        "UPDATE audit_event SET account='eve' WHERE id=2",
        "UPDATE audit_event SET action='image.good' WHERE id=2",
        "UPDATE audit_event SET at='2001-01-01 00:00:00.000000' WHERE id=2",
        "DELETE FROM audit_event WHERE id=2",
    ],
)
def test_an_altered_or_removed_event_breaks_the_chain(trail: Path, statement: str) -> None:
    problems = change(trail, statement)
    assert problems
    assert all("audit trail was changed: event " in problem for problem in problems)


def test_an_altered_detail_breaks_the_chain(trail: Path) -> None:
    problems = change(trail, "UPDATE audit_event SET detail=? WHERE id=1", json.dumps({"first": 9}))
    assert sum("event 1 was altered" in problem for problem in problems) == 1


def test_events_taken_off_the_end_are_missed(trail: Path) -> None:
    (problem,) = change(trail, "DELETE FROM audit_event WHERE id=(SELECT max(id) FROM audit_event)")
    assert "at its end" in problem


def test_each_event_names_the_account_beside_the_inspector(project: Project, images: list[int]) -> None:
    project.inspector = "Somebody Else"
    accept(project, images[0])
    event = project.history.events(limit=1)[0]
    assert (event.who, event.account) == ("Somebody Else", account_name())
    annotation = project.annotations.of_image(images[0])[0]
    assert (annotation.accepted_by, annotation.accepted_account) == ("Somebody Else", account_name())
    assert project.images.get(images[0]).accepted_accounts == (account_name(),)


def test_two_writers_in_turn_keep_one_chain(project: Project, images: list[int]) -> None:
    with Project.open(project.folder, inspector="Ben") as other:
        for number in range(5):
            project.classes.add(f"a{number}")
            other.classes.add(f"b{number}")
    assert project.check().ok
