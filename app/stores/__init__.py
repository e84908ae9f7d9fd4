"""Observable state of the window: signals carry ids, never widgets."""
