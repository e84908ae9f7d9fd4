"""What the mouse does. A tool turns pointer and key events into effects; it knows no widget and paints
nothing."""
