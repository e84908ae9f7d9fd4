"""The picture in the middle of the window: image, masks, prompts, and the tools that change them.

Use it as ``from app.canvas.widget import CanvasWidget``; what it is given is defined in ``app.canvas.items``.

In (all idempotent; a repeated call with equal content repaints nothing)::

    set_image(pixels, image_id)     uint8 H x W x 3, an ImagePyramid of it (made in a thread) or None;
                                    keeps the zoom where the size is unchanged, else fits.
                                    Another image_id takes all masks, prompts and the comparison away.
    set_overlays(overlays)          MaskOverlay each; the other objects, drawn below the active mask
    set_active_mask(mask, *, color=None, label="")   the editable mask, H x W bool or None; copied
    set_boxes(boxes)                PromptBox each; the one with ``active`` can be moved and resized
    set_points(points)              the active object's PointPrompts
    set_proposals(scores, current)  shown at the cursor; cycle_proposal(step) asks for another
    set_tool(name)                  one of items.TOOLS
    set_comparison(mode, left, right)   ComparisonMode and two ComparisonSides; clear_comparison()
    set_compare_hold(held)          mode "hold": the right side while True; also a key, see set_hold_key
    set_bare(on)                    the image alone; also a key while it is held
    set_difference_visible(on)      hatch the pixels where the two sides disagree
    set_brush_size(diameter)        in image pixels, 1 to 999
    set_display_adjustment(brightness, contrast, gamma)   for the eye only; 0, 1, 1 changes nothing
    set_opacity(0 to 1), set_outline_only(on), set_pixel_grid(on), set_crosshair(on)
    set_background(QColor), set_reach(logical pixels)
    zoom_in(), zoom_out(), fit(), actual(), zoom_to(Box), set_zoom(device pixels per image pixel), cancel()

Out (signals; ids and plain values only)::

    box_drawn(Box)              a new box, inside the image
    box_added(Box)              the same with Shift held: one more, beside the others
    box_changed(Box, bool)      the active box, moved or resized; False while dragging, True when finished
    box_picked(int)             the outline of another box was clicked
    overlay_picked(OverlayId)   an overlay was clicked (tools select and box)
    points_changed(tuple)       the active object's PointPrompts
    menu_wanted(QPoint)         a right click (tools select and box) or the menu key; a place on the screen
    stroke_finished(MaskDelta)  brush, eraser, lasso or polygon: the new pixels of the active mask, already
    shown.
                                Push commands.EditMask with it; the answer may come back through
                                set_active_mask.
    cursor_moved(int, int, object)   the pixel under the cursor; int grey, (r, g, b), or None outside the
    image
    zoom_changed(float)         device pixels an image pixel, so 1.0 is pixel for pixel at any screen scaling
    brush_size_changed(int)     Shift and wheel
    proposal_cycled(int)        Alt and wheel, or cycle_proposal
    proposals_wanted()          the same where there are prompts and no proposals yet
    tool_changed(str)
    compare_held(bool)          the hold key went down or up, in mode "hold" or without a comparison
    cancelled()                 Esc with no gesture to give up: the window clears its selection
"""
