"""``policy``: what IT allows on this PC."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from samft_core.cli.console import show
from samft_core.cli.options import AsJson

app = typer.Typer(name="policy", help="What IT allows on this PC.", no_args_is_help=True)


def register(parent: typer.Typer) -> None:
    """Add the commands to ``parent``."""
    parent.add_typer(app)


@app.command("check")
def check(
    file: Annotated[Path, typer.Argument(help="A policy file, before it is put in place.")],
    as_json: AsJson = False,
) -> None:
    """Say whether a policy file is right, and name the entry where it is not."""
    from samft_core.security.it_policy import machine_policy_file, read_policy

    read_policy(file)
    place = machine_policy_file()
    text = f"This policy is right. It counts once it is {place}."
    show({"ok": True, "file": str(file.absolute()), "place": str(place)}, text, as_json=as_json)


@app.command("show")
def show_policy(as_json: AsJson = False) -> None:
    """Show the policy in force, and what it means for this account."""
    from samft_core.security import it_policy
    from samft_core.security.accounts import account_name

    found = it_policy.in_force()
    may = {role: it_policy.allows(role, account_name()) for role in it_policy.ROLES}
    data = {
        "file": None if found.file is None else str(found.file),
        "policy": found.policy.model_dump(mode="json"),
        "account": account_name(),
        "may": may,
    }
    lines = [f"Policy: {found.file}" if found.file else "This PC has no policy: everything is allowed."]
    lines += [found.policy.model_dump_json(indent=2)] if found.file else []
    lines += [
        f"{account_name()} may {'' if allowed else 'NOT '}{it_policy.doing(role)}"
        for role, allowed in may.items()
    ]
    show(data, *lines, as_json=as_json)
