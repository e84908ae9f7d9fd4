"""All tools by name."""

from __future__ import annotations

from app.canvas.items import TOOLS
from app.canvas.tools.box import BoxTool
from app.canvas.tools.brush import BrushTool
from app.canvas.tools.lasso import LassoTool
from app.canvas.tools.pan import PanTool
from app.canvas.tools.points import PointTool
from app.canvas.tools.polygon import PolygonTool
from app.canvas.tools.protocol import Tool
from app.canvas.tools.select import SelectTool


def all_tools() -> dict[str, Tool]:
    """A fresh set, in the order of items.TOOLS."""
    tools: tuple[Tool, ...] = (
        SelectTool(),
        BoxTool(),
        BrushTool("brush", value=True),
        BrushTool("eraser", value=False),
        LassoTool("lasso_add", value=True),
        LassoTool("lasso_subtract", value=False),
        PolygonTool("polygon_add", value=True),
        PolygonTool("polygon_subtract", value=False),
        PointTool("point_add", positive=True),
        PointTool("point_remove", positive=False),
        PanTool(),
    )
    named = {tool.name: tool for tool in tools}
    return {name: named[name] for name in TOOLS}
