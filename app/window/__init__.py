"""The main window: it puts the parts together and maps actions to what they do."""
