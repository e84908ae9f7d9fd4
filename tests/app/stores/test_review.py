from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtGui import QUndoCommand

from app.commands.annotation_commands import DeleteAnnotation
from app.commands.history import History
from app.commands.review_commands import ReviewImage
from app.stores.annotations import AnnotationStore
from app.stores.project import ProjectStore
from app.stores.review import ReviewStore
from samft_core.errors import ConflictError
from samft_core.imaging.masks import RleMask
from samft_core.imaging.prompts import Prompts
from samft_core.project.project import Project
from samft_core.project.records import AnnotationState, ImageState, NewAnnotation, ReviewRules, ReviewState

pytestmark = pytest.mark.usefixtures("own_accounts")


@pytest.fixture
def image_id(projects: ProjectStore, annotations: AnnotationStore) -> int:
    """An image that Ada accepted; Ben is at work."""
    first = projects.index.order[0]
    mask = np.zeros((120, 160), np.bool_)
    mask[20:40, 30:50] = True
    projects.project.annotations.add(
        NewAnnotation(first, class_name="crack", prompts=Prompts(), mask=RleMask.from_array(mask))
    )
    projects.accept(first)
    projects.project.inspector = "Ben"
    annotations.load(first)
    return first


@pytest.fixture
def reviews(projects: ProjectStore, annotations: AnnotationStore) -> ReviewStore:
    return ReviewStore(projects, annotations)


@pytest.fixture
def history(annotations: AnnotationStore) -> Iterator[History]:
    made = History(annotations)
    yield made
    made.clear()
    made.spool.close()


def state(projects: ProjectStore, image_id: int) -> ReviewState | None:
    return projects.image(image_id).review


def test_counts_follow_the_verdicts(reviews: ReviewStore, projects: ProjectStore, image_id: int) -> None:
    assert projects.index.reviews[ReviewState.WAITING] == 1
    reviews.approve(image_id)
    assert projects.index.reviews[ReviewState.WAITING] == 0
    assert projects.index.reviews[ReviewState.APPROVED] == 1


def test_a_return_reads_the_objects_again(
    reviews: ReviewStore, projects: ProjectStore, annotations: AnnotationStore, image_id: int
) -> None:
    reviews.send_back(image_id, "too small")
    assert projects.image(image_id).state is ImageState.DRAFT
    assert [a.state for a in annotations.records()] == [AnnotationState.DRAFT]
    returned = reviews.returned(image_id)
    assert returned is not None and (returned.who, returned.comment) == ("Ben", "too small")
    projects.accept(image_id)
    assert reviews.returned(image_id) is None


def test_after_a_conflict_the_newest_state_is_shown(
    reviews: ReviewStore, projects: ProjectStore, annotations: AnnotationStore, image_id: int
) -> None:
    with Project.open(projects.folder, inspector="Cleo") as station:
        version = station.images.get(image_id).row_version
        station.reviews.return_image(image_id, row_version=version, comment="no")
    with pytest.raises(ConflictError):
        reviews.approve(image_id)
    assert state(projects, image_id) is ReviewState.RETURNED
    assert [a.state for a in annotations.records()] == [AnnotationState.DRAFT]


def test_what_is_ones_own_does_not_wait_for_oneself(
    reviews: ReviewStore, projects: ProjectStore, image_id: int
) -> None:
    assert reviews.waits_for_me(image_id)
    projects.project.inspector = "ada"
    assert not reviews.waits_for_me(image_id)
    reviews.set_rules(ReviewRules(required=False, four_eyes=False))
    assert reviews.waits_for_me(image_id)


def test_verdicts_are_undone_and_redone(
    reviews: ReviewStore, projects: ProjectStore, history: History, image_id: int
) -> None:
    history.push(ReviewImage(history, reviews, image_id, "too small"))
    assert state(projects, image_id) is ReviewState.RETURNED
    history.undo()
    assert state(projects, image_id) is ReviewState.WAITING
    assert projects.image(image_id).accepted_by == ("ada",)
    history.redo()
    assert state(projects, image_id) is ReviewState.RETURNED


def test_a_refused_verdict_is_told_and_leaves_no_step(
    reviews: ReviewStore, projects: ProjectStore, history: History, image_id: int
) -> None:
    told: list[object] = []
    history.failed.connect(told.append)
    projects.project.inspector = "ada"
    command = ReviewImage(history, reviews, image_id)
    history.push(command)
    assert command.step is None and len(told) == 1 and history.count() == 0
    assert state(projects, image_id) is ReviewState.WAITING


def test_while_reviewing_masks_stay_as_they_are(
    reviews: ReviewStore,
    projects: ProjectStore,
    annotations: AnnotationStore,
    history: History,
    image_id: int,
) -> None:
    (record,) = annotations.records()
    before = QUndoCommand("before")
    history.push(before)
    history.set_read_only(True)
    assert not history.may_undo  # what was done before is not taken back by the way
    history.push(DeleteAnnotation(history, record.id))
    assert annotations.records() == [record] and history.count() == 1
    history.push(ReviewImage(history, reviews, image_id))
    assert state(projects, image_id) is ReviewState.APPROVED and history.may_undo
    history.undo()
    assert not history.may_undo and history.may_redo
    history.set_read_only(False)
    assert history.may_undo


def test_redo_of_what_was_undone_before_waits_until_the_review_is_over(
    annotations: AnnotationStore, history: History, image_id: int
) -> None:
    (record,) = annotations.records()
    history.push(DeleteAnnotation(history, record.id))
    history.undo()
    history.set_read_only(True)
    assert history.canRedo() and not history.may_redo
    history.set_read_only(False)
    assert history.may_redo
