"""Alembic's scripts: how each schema of a project's database becomes the next."""
