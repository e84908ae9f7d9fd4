"""The picture in the middle of the window: image, masks, prompts, and the tools that change them.

Use it as ``from app.canvas.view import CanvasWidget``; what goes in and out is defined in
``app.canvas.items``.

In (all idempotent; a repeated call with equal content repaints nothing)::

    set_image(pixels: uint8 HxWx3 | None, image_id: int | None)    keeps zoom when the size is unchanged,
    else fits
    set_overlays(Sequence[MaskOverlay])        the other objects, drawn below the active mask
    set_active_mask(mask HxW bool | None, *, color=None, label="")  the editable mask; copied; only changes
    repaint
    set_boxes(Sequence[PromptBox])             box prompts; the one with ``active`` can be moved and resized
    set_points(Sequence[PointPrompt])          the active object's points
    set_proposals(Sequence[float], current)    scores of the proposals; shown at the cursor, see
    cycle_proposal
    set_tool(name)                             one of items.TOOLS
    set_comparison(mode, left: ComparisonSide, right: ComparisonSide) / clear_comparison()
    set_compare_hold(bool)                     in mode "hold": show the right side while True (see
    set_hold_key)
    set_difference_visible(bool)               hatch the pixels where the two sides disagree
    set_brush_size(diameter in image pixels)   1 to 999
    set_display_adjustment(brightness, contrast, gamma)   for the eye only: 0, 1, 1 is unchanged
    set_opacity(0..1), set_outline_only(bool), set_pixel_grid(bool), set_crosshair(bool),
    set_background(QColor)
    zoom_in(), zoom_out(), fit(), actual(), zoom_to(Box), set_zoom(device pixels an image pixel)
    cycle_proposal(step), cancel()

Out (signals; ids and plain values only)::

    box_drawn(Box)                     a new box, clipped to the image
    box_changed(Box, bool finished)    the active box, moved or resized; finished=False while dragging
    box_picked(int id)                 another box was clicked
    object_picked(int id)              an overlay was clicked (select tool; or a click without a drag in the
    box tool)
    points_changed(tuple[PointPrompt, ...])
    stroke_finished(MaskDelta)         brush, eraser, lasso or polygon: the new pixels of the active mask.
    Already shown.
                                       Push commands.EditMask(..., delta); the editor's answer comes back
                                       through
                                       set_active_mask, which then repaints nothing.
    cursor_moved(int x, int y, object) value under the cursor: int grey, (r, g, b), or None outside the image
    zoom_changed(float)                device pixels an image pixel, so 1.0 is pixel for pixel at any screen
    scale
    brush_size_changed(int)            Shift + wheel
    proposal_cycled(int index), tool_changed(str)
    cancelled()                        Esc with nothing to cancel: the window clears its selection
"""
