from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.actions.action_set import ActionSet
from app.actions.ids import ActionId
from app.panels.image_problem import ImageProblem
from app.settings.settings import Settings
from app.stores.problems import ProblemStore
from app.stores.project import ProjectStore
from app.stores.selection import SelectionStore
from app.theme.theme import Theme
from samft_core.errors import ImageError, ImageUnreachableError
from samft_core.messages.message import Message


@pytest.fixture
def shown(
    projects: ProjectStore, qtbot: QtBot, theme: Theme, tmp_path: Path
) -> tuple[ImageProblem, SelectionStore, ProblemStore]:
    canvas, selection, problems = QWidget(), SelectionStore(), ProblemStore()
    qtbot.addWidget(canvas)
    canvas.resize(600, 400)
    actions = ActionSet(Settings(tmp_path / "window.json"), theme.icons, canvas)
    made = ImageProblem(canvas, projects=projects, selection=selection, problems=problems, actions=actions)
    canvas.show()
    return made, selection, problems


def offered(problem: ImageProblem) -> list[str]:
    return [name for name, button in problem.buttons.items() if button.isVisible()]


def test_what_passes_offers_to_try_again_and_to_locate(projects: ProjectStore, shown) -> None:
    problem, selection, problems = shown
    first = projects.index.order[0]
    selection.select_image(first)
    assert problem.isHidden()
    problems.set(
        first,
        ImageUnreachableError(
            Message.plain("The image file is missing"), remedy=Message.plain("Put the file back.")
        ),
    )
    assert problem.isVisible() and offered(problem) == [ActionId.IMAGE_TRY_AGAIN, ActionId.PROJECT_LOCATE]
    assert "000.png cannot be shown." in problem.text.text() and "missing" in problem.text.text()
    problems.forget(first)
    assert problem.isHidden()
    problems.set(projects.index.order[1], ImageUnreachableError(Message.plain("The image file is missing")))
    assert problem.isHidden()  # another image's


def test_a_changed_file_offers_to_be_used(projects: ProjectStore, shown) -> None:
    problem, selection, problems = shown
    selection.select_image(projects.index.order[0])
    problems.set(projects.index.order[0], ImageError(Message.plain("The image file is another picture")))
    assert offered(problem) == [ActionId.IMAGE_TRY_AGAIN, ActionId.IMAGE_NEW_PICTURE]


def test_a_damaged_file_offers_to_try_again(projects: ProjectStore, shown) -> None:
    problem, selection, _problems = shown
    selection.select_image(projects.index.order[0])
    projects.mark_unreadable(projects.index.order[0], "The image is damaged: cut")
    assert offered(problem) == [ActionId.IMAGE_TRY_AGAIN] and "cut" in problem.text.text()
    projects.close()
    assert problem.isHidden()
