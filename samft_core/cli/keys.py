"""``keys``: make signing keys, and say whose signatures this account trusts."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from samft_core.cli.console import note, show, table
from samft_core.cli.options import AsJson
from samft_core.errors import SignatureError, UsageError
from samft_core.messages.message import Message

if TYPE_CHECKING:
    from samft_core.security.minisign import SecretKey

PASSWORD = "SAMFT_KEY_PASSWORD"
"""The environment variable that scripts give a key's password in."""

app = typer.Typer(name="keys", help="Keys that sign packs and updates.", no_args_is_help=True)


def register(parent: typer.Typer) -> None:
    """Add the commands to ``parent``."""
    parent.add_typer(app)


@app.command("new")
def new(
    file: Annotated[Path, typer.Argument(help="FILE.key and FILE.pub are written.")],
    comment: Annotated[str, typer.Option(help="Whose key it is, as others will read it.")] = "",
    as_json: AsJson = False,
) -> None:
    """Make a pair of keys: FILE.key signs and stays secret, FILE.pub is for everybody.

    The password comes from SAMFT_KEY_PASSWORD or is asked for; an empty one leaves FILE.key unprotected.
    """
    from samft_core.files.atomic import write_text
    from samft_core.security.minisign import SecretKey

    secret, public = (file.with_name(file.name + ending) for ending in (".key", ".pub"))
    for path in (secret, public):
        if path.exists():
            raise UsageError(Message("key.exists"), path=path, remedy=Message("remedy.choose_other_name"))
    key = SecretKey.generate(comment)
    text = key.to_text(_new_password())
    try:
        # Nobody else may read it, not even for the moment between making and protecting it.
        with os.fdopen(os.open(secret, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        write_text(public, key.public.to_text())
    except OSError as error:
        raise SignatureError(Message("key.unwritable", reason=error.strerror), path=error.filename) from error
    data = {"id": key.public.name, "public": key.public.line, "secret": str(secret), "file": str(public)}
    lines = (
        f"Keep {secret} secret; give {public} to whoever checks your packs.",
        f"In one line: {key.public.line}",
    )
    show(data, *lines, as_json=as_json)


@app.command("list")
def list_keys(as_json: AsJson = False) -> None:
    """List the keys whose signatures count here."""
    from samft_core.security.trust import trusted_keys

    found = trusted_keys()
    data = [{"id": k.key.name, "name": k.key.comment, "from": k.source, "public": k.key.line} for k in found]
    rows = [[d["id"], d["name"], d["from"]] for d in data]
    show(data, table("Trusted keys", ("Key", "Name", "From"), rows, right=3), as_json=as_json)


@app.command("trust")
def trust(
    file: Annotated[Path, typer.Argument(help="A public key: FILE.pub of samft keys new, or of minisign.")],
    name: Annotated[str, typer.Option(help="How to call it here.", show_default="the key's comment")] = "",
    as_json: AsJson = False,
) -> None:
    """Trust packs signed by a key from now on, for this account."""
    from samft_core.security import trust as keys
    from samft_core.security.minisign import read_public_key

    key = read_public_key(file)
    kept = keys.trust(key, name)
    show({"id": key.name, "file": str(kept)}, f"Trusted from now on: {key.name}", as_json=as_json)


@app.command("forget")
def forget(
    key: Annotated[str, typer.Argument(help="The id of a key that this account trusts.")],
    as_json: AsJson = False,
) -> None:
    """Trust a key no more."""
    from samft_core.security.trust import forget as drop

    drop(key)
    show({"id": key.upper()}, f"Not trusted any more: {key.upper()}", as_json=as_json)


def secret_key(file: Path) -> SecretKey:
    """Read a secret key; its password comes from the environment or is asked for. Raises SignatureError."""
    from samft_core.security.minisign import SecretKey, needs_password, read_secret_text

    text = read_secret_text(file)
    if not needs_password(text, path=file):
        return SecretKey.parse(text, path=file)
    password = os.environ.get(PASSWORD)
    if password is None and sys.stdin.isatty():
        password = typer.prompt(f"Password of {file.name}", hide_input=True, err=True)
    if password is None:
        remedy = Message("remedy.password_variable", variable=PASSWORD)
        raise SignatureError(Message("key.has_password"), path=file, remedy=remedy)
    return SecretKey.parse(text, password, path=file)


def _new_password() -> str:
    password = os.environ.get(PASSWORD)
    if password is None and sys.stdin.isatty():
        title = "Password (empty: none)"
        password = typer.prompt(title, "", True, confirmation_prompt=True, show_default=False, err=True)
    if not password:
        note("The secret key has no password: whoever reads the file can sign with it.")
    return password or ""
