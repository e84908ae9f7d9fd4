"""What each action does: a table from action id to call for each part of the window."""
