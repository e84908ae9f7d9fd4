"""Boxes proposed where an image differs from the project's good images."""
