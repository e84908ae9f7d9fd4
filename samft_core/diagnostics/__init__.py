"""Checks of this PC and of the installed program, and the demonstration."""
