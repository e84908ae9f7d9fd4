"""Stores over a real project."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.services.background import Background
from app.settings.settings import Settings
from app.stores.annotations import AnnotationStore
from app.stores.project import ImageIndex, ProjectStore
from app.theme.theme import Theme
from samft_core.project.project import Project


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "settings.json")


@pytest.fixture
def theme(qapp: object, settings: Settings) -> Theme:
    return Theme(qapp, settings)  # type: ignore[arg-type]


@pytest.fixture
def background(qtbot: QtBot) -> Iterator[Background]:
    pool = Background(name="samft-test")
    yield pool
    pool.close()


@pytest.fixture
def project(tmp_path: Path, image_folder: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "project", inspector="ada") as project:
        project.images.add(sorted(image_folder.iterdir()))
        yield project


@pytest.fixture
def adopt(qtbot: QtBot) -> Callable[[Project], ProjectStore]:
    def make(project: Project) -> ProjectStore:
        store = ProjectStore()
        store.adopt(project, ImageIndex.of(project.images.all()), project.classes.all())
        return store

    return make


@pytest.fixture
def projects(project: Project, adopt: Callable[[Project], ProjectStore]) -> ProjectStore:
    return adopt(project)


@pytest.fixture
def annotations(projects: ProjectStore) -> AnnotationStore:
    return AnnotationStore(projects)
