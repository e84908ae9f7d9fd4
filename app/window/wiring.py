"""Which signal of which part of the window calls what: panels ask, handlers and controllers act."""

from __future__ import annotations

from collections.abc import Callable

from app.actions.action_set import ActionSet
from app.actions.ids import ActionId
from app.commands.history import History
from app.services.hub import Hub
from app.window.action_conditions import ActionConditions
from app.window.context_menus import ContextMenus
from app.window.controllers import Controllers
from app.window.handlers.all import Handlers
from app.window.handlers.review import mark_review
from app.window.panels import Panels


def wire_canvas(panels: Panels, controllers: Controllers, handlers: Handlers, menus: ContextMenus) -> None:
    """What happens on the picture."""
    canvas = panels.canvas
    canvas.box_drawn.connect(controllers.waiting_boxes.drawn)
    canvas.box_added.connect(controllers.waiting_boxes.add)
    canvas.box_picked.connect(controllers.waiting_boxes.pick)
    canvas.box_changed.connect(controllers.prompting.change_box)
    canvas.points_changed.connect(controllers.prompting.change_points)
    canvas.cancelled.connect(controllers.prompting.cancel)
    canvas.proposal_cycled.connect(controllers.mask_choice.cycle_proposal)
    canvas.proposals_wanted.connect(controllers.mask_choice.request_proposals)
    canvas.overlay_picked.connect(handlers.tools.pick_overlay)
    canvas.stroke_finished.connect(handlers.tools.draw)
    canvas.tool_changed.connect(handlers.tools.mark_tool)
    canvas.menu_wanted.connect(menus.on_picture)
    canvas.cursor_moved.connect(panels.status_bar.show_cursor)
    canvas.zoom_changed.connect(panels.status_bar.show_zoom)
    canvas.brush_size_changed.connect(panels.tool_strip.show_brush_size)
    panels.tool_strip.show_brush_size(canvas.brush_size)


def wire_panels(panels: Panels, controllers: Controllers, handlers: Handlers, menus: ContextMenus) -> None:
    """What is chosen in the lists beside the picture, and the menus over them."""
    when_seen = handlers.guard.when_seen
    mask_choice = controllers.mask_choice
    panels.prediction.use_wanted.connect(when_seen(ActionId.PREDICT_USE, mask_choice.use))
    panels.prediction.proposal_wanted.connect(when_seen(ActionId.PREDICT_USE, mask_choice.choose_proposal))
    panels.classes.class_chosen.connect(handlers.class_choice.choose)
    panels.classes.class_added.connect(handlers.class_choice.add)
    panels.classes.rename_wanted.connect(controllers.project.rename_class)
    panels.classes.relabels = controllers.editing.would_relabel
    panels.objects.object_chosen.connect(handlers.tools.pick_object)
    panels.objects.objects_chosen.connect(handlers.tools.pick_objects)
    panels.objects.menu_wanted.connect(menus.on_object)
    panels.images.menu_wanted.connect(menus.on_image)
    panels.versions.menu_wanted.connect(menus.on_version)
    panels.start_page.project_chosen.connect(controllers.project.open_path)
    _wire_wall(panels, controllers, handlers)
    panels.run_notice.wanted.connect(lambda: _show_result(panels, handlers))
    menus.choose_class = handlers.class_choice.choose


def _show_result(panels: Panels, handlers: Handlers) -> None:
    """From whatever page the notice of a run's end was read on to the result card."""
    if panels.pages.currentWidget() is panels.wall:
        panels.pages.setCurrentWidget(panels.workspace)
    handlers.show_tab(ActionId.VIEW_TRAINING)


def _wire_wall(panels: Panels, controllers: Controllers, handlers: Handlers) -> None:
    """The wall comes and goes with its page; whoever leaves it has the picture again."""
    pages = panels.pages
    pages.currentChanged.connect(
        lambda _page: controllers.wall.set_shown(pages.currentWidget() is panels.wall)
    )
    panels.wall.close_wanted.connect(lambda: pages.setCurrentWidget(panels.workspace))


def wire_controllers(hub: Hub, history: History, controllers: Controllers, handlers: Handlers) -> None:
    """What one controller wants of another that does not know it."""
    mask_choice = controllers.mask_choice
    external_changes = controllers.external_changes
    # A refused change must not stay on the picture as if it were stored.
    history.failed.connect(lambda _error: controllers.presenter.show_objects())
    mask_choice.class_wanted.connect(handlers.class_choice.ask)
    mask_choice.mask_taken.connect(lambda _id: handlers.tools.choose_tool("brush"))
    mask_choice.failed.connect(external_changes.refused)
    controllers.decisions.failed.connect(external_changes.refused)
    external_changes.replaced.connect(controllers.shown_masks.replaced_by_others)
    controllers.navigation.box_carried.connect(controllers.prompting.prompt_box)
    controllers.project.imported.connect(controllers.undo_import.offer)
    controllers.image_files.readable.connect(controllers.prefetching.prepare_soon)
    controllers.image_files.base_changed.connect(controllers.project.open_path)
    controllers.review.tool_wanted.connect(handlers.tools.choose_tool)
    hub.selection.may_leave = handlers.guard.may_leave
    hub.database_wait.changed.connect(history.hold)


def wire_actions(
    hub: Hub,
    actions: ActionSet,
    controllers: Controllers,
    conditions: ActionConditions,
    menus: ContextMenus,
) -> None:
    """What makes an action available, or marks it."""
    controllers.objects.copied_changed.connect(conditions.update_soon)
    controllers.fine_tuning.running_changed.connect(lambda _on: conditions.update_soon())
    controllers.wall.shown_changed.connect(
        lambda: actions[ActionId.VIEW_WALL].setChecked(controllers.wall.shown)
    )
    controllers.wall.shown_changed.connect(conditions.update_soon)
    menus.bring_up_to_date = conditions.publish
    for signal in (hub.reviews.mode_changed, hub.reviews.rules_changed):
        signal.connect(lambda *_values: mark_review(actions, hub.reviews))


def wire_messages(
    hub: Hub,
    panels: Panels,
    controllers: Controllers,
    conditions: ActionConditions,
    notify: Callable[[str], None],
) -> None:
    """Who says something in the status bar, and what the wait for the engine says where."""
    controllers.editing.message.connect(notify)
    for speaker in (
        controllers.objects,
        controllers.navigation,
        controllers.waiting_boxes,
        controllers.mask_choice,
        controllers.pending_prompts,
        controllers.decisions,
        controllers.box_proposals,
        controllers.project,
        controllers.packs,
        controllers.image_files,
        controllers.recovery,
        controllers.review,
        controllers.fine_tuning,
        controllers.wall,
        controllers.draft_queue,
    ):
        speaker.message.connect(panels.status_bar.show_message)
    controllers.fine_tuning.run_ended.connect(panels.run_notice.tell)
    controllers.project.opening.connect(panels.status_bar.show_opening)
    hub.database_wait.changed.connect(panels.status_bar.show_busy)
    for show in (
        panels.prediction.set_waiting_text,
        conditions.set_waiting_text,
        controllers.presenter.set_waiting_text,
    ):
        controllers.prefetching.waiting_changed.connect(show)
