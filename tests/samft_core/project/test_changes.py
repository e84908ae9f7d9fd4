"""What another program wrote to the project is told by its parts."""

from __future__ import annotations

from samft_core.project.project import Project
from samft_core.project.version_card import VersionCard


def test_changes_name_images_and_parts(project: Project, images: list[int]) -> None:
    start = project.changes.last_event()
    assert project.changes.since(start).last == start and not project.changes.since(start).images
    project.images.set_good(images[0], True)
    project.images.set_group(images[1:], "lot 7")
    changes = project.changes.since(start)
    assert set(changes.images) == set(images) and set(changes.images.values()) == {project.inspector}
    assert not (changes.added or changes.classes or changes.versions or changes.rules)
    start = changes.last
    project.classes.add("dent")
    project.versions.add(card=VersionCard())
    project.removal.remove(images[-1])
    changes = project.changes.since(start)
    assert changes.classes and changes.versions and changes.added
    assert project.changes.since(changes.last).images == {}
