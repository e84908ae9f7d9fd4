"""Alembic's entry: runs the migrations on the connection or for the dialect that it is handed."""

from __future__ import annotations

from alembic import context

from samft_core.project.schema import Base

_connection = context.config.attributes.get("connection")

if _connection is not None:
    # Batch mode copies a table where SQLite cannot alter it. SQLite's DDL is transactional with explicit
    # BEGIN.
    context.configure(
        connection=_connection, target_metadata=Base.metadata, render_as_batch=True, transactional_ddl=True
    )
else:
    context.configure(
        dialect_name=context.config.attributes["dialect"], target_metadata=Base.metadata, literal_binds=True
    )

with context.begin_transaction():
    context.run_migrations()
