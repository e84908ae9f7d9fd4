"""A project on disk: its database, its ground truth, its runs and model versions."""
