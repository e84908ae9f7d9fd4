"""What must be named in several places is named in all of them: tools, layouts, base models, recipe fields.

``docs/extending.md`` tells the steps; a step that is forgotten fails here.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import typer
from pydantic import BaseModel

from app.actions.specs import SPECS
from app.canvas.items import TOOLS
from app.canvas.tools.catalog import all_tools
from app.window.menus import MENUS
from app.window.tool_strip import TOOLS as BUTTONS
from samft_core.cli.main import app
from samft_core.cli.project import MODELS
from samft_core.formats.registry import BY_NAME, FORMATS
from samft_core.sam.checkpoints import _WIDTHS
from samft_core.sam.spec import BUILT_IN, CHECKPOINTS
from samft_core.sam.upstream import sam_model_registry
from samft_core.training.estimate.cost import GIVEN_BACK
from samft_core.training.estimate.throughput import GUESSES
from samft_core.training.recipe import Recipe

ROOT = Path(__file__).parent.parent


def page(name: str) -> str:
    return (ROOT / "docs" / name).read_text("utf-8")


def in_menus() -> list[str]:
    return [action_id for _title, items in MENUS for action_id in items if action_id is not None]


@pytest.mark.parametrize("tool", TOOLS)
def test_a_tool_has_a_command_a_menu_entry_and_a_button(tool: str) -> None:
    specs = {spec.id: spec for spec in SPECS}
    spec = specs[f"tool.{tool}"]
    assert spec.checkable and spec.group == "tool" and spec.icon
    assert spec.id in in_menus() and spec.id in BUTTONS


def test_every_command_of_the_tools_has_its_tool() -> None:
    assert set(all_tools()) == set(TOOLS)
    assert {spec.id for spec in SPECS if spec.group == "tool"} == {f"tool.{name}" for name in TOOLS}


def test_every_command_of_the_window_is_in_one_menu() -> None:
    listed = in_menus()
    assert len(listed) == len(set(listed))
    assert set(listed) == {spec.id for spec in SPECS}


@pytest.mark.parametrize("layout", BY_NAME)
def test_a_layout_can_be_named_on_the_command_line_and_is_described(layout: str) -> None:
    (row,) = re.findall(r"\| `--format` \| (auto, .*) \|", page("cli.md"))
    assert re.search(rf"\b{layout}\b", row)
    assert f"`{layout}`" in page("formats.md"), "tell on docs/formats.md what the layout looks like"


def test_every_format_has_a_module_that_does_what_its_line_says() -> None:
    assert len(BY_NAME) == len(FORMATS), "two formats have one name"
    for known in FORMATS:
        assert callable(known.reader.recognises) and callable(known.reader.bring_in)
        assert hasattr(known.reader, "export") == known.writes


@pytest.mark.parametrize("name", BUILT_IN)
def test_a_base_model_is_known_to_help_and_forecast(name: str) -> None:
    assert re.search(rf"\b{name}\b", MODELS)
    assert name in GUESSES and name in GIVEN_BACK
    if name in CHECKPOINTS:
        assert name in sam_model_registry and name in _WIDTHS.values()


def fields_of(model: type[BaseModel]) -> set[str]:
    found: set[str] = set()
    for name, field in model.model_fields.items():
        found.add(name)
        if isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel):
            found |= fields_of(field.annotation)
    return found


@pytest.mark.parametrize("field", sorted(fields_of(Recipe)))
def test_a_field_of_a_recipe_is_described(field: str) -> None:
    assert re.search(rf"`(\w+\.)*{field}`", page("recipe.md")), "tell on docs/recipe.md what the field does"


def test_every_command_says_in_one_line_what_it_does() -> None:
    group = typer.main.get_command(app)
    for name, command in group.commands.items():  # type: ignore[attr-defined]
        assert command.get_short_help_str(200).strip(), name
