"""Processes, threads and files behind the window."""
