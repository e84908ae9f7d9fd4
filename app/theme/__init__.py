"""Colours, sizes and icons."""
