"""Write docs/cli.md from the command line itself, so that the page cannot fall behind.

``python packaging/docs/write_cli_docs.py`` writes the page; ``--check`` only says whether it is current
(exit code 1 where it is not).
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer

ROOT = Path(__file__).resolve().parent.parent.parent
PAGE = ROOT / "docs" / "cli.md"

INTRODUCTION = """\
# Command line

<!-- Written by packaging/docs/write_cli_docs.py; change the commands, not this page. -->

`samft` does everything that the window does, for scripts and for machines without a display. Results go to
stdout, progress and errors to stderr. With `--json`, stdout holds one JSON document and nothing else;
an error is then `{"error": {"message", "path", "remedy", "exit_code", "said", "said_remedy"}}`; the last
two hold the codes and values of message and remedy. The first Ctrl-C asks the work to stop at the next safe
point and keeps what is finished; the second ends it at once.

A project is named by `--project`, by the environment variable `SAMFT_PROJECT`, or is the current folder.

A first session on an MVTec AD category folder:

```sh
samft new plant && cd plant
samft import ../bottle
samft train --activate
samft compare
samft report
samft gui .
```
"""

EXIT_CODES = """\
## Exit codes

| Code | Meaning |
|---|---|
| 0 | Done |
| 1 | Failed, or a check of `samft doctor` failed |
| 2 | Wrong usage |
| 3 | An image cannot be read |
| 4 | A project cannot be used |
| 5 | Model weights are missing, foreign or damaged |
| 6 | A fine-tuning run cannot start or go on |
| 7 | A device or worker process is not available |
| 8 | The policy of this PC does not allow it, or its file cannot be used |
| 9 | A signature is missing, wrong, or by a key that is not trusted |
| 10 | Done, but something was left out: each such file, image or shape is listed with the reason |
| 130 | Cancelled |
"""

BATCH_WORDS = """\
These commands work on many images, files or backups and leave with 10 where they did their work without
some of them: {}.
Where nothing at all could be done, the code is that of the first reason. `check` and `doctor` only look: they
leave with 1 where something is wrong.
"""


def page() -> str:
    """The whole page as Markdown."""
    sys.path.insert(0, str(ROOT))
    from samft_core.cli.main import BATCH, app

    group: Any = typer.main.get_command(app)
    sections = [_section(name, command) for name, command in _commands(group) if not command.hidden]
    options = _table("Option", [_option(p) for p in group.params])
    batch = BATCH_WORDS.format(", ".join(f"`{name}`" for name in BATCH))
    return "\n".join([INTRODUCTION, "## For every command\n", options, *sections, EXIT_CODES, batch])


def _commands(group: Any, prefix: str = "") -> Iterator[tuple[str, Any]]:
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from _commands(command, f"{prefix}{name} ")
        else:
            yield f"{prefix}{name}", command


def _section(name: str, command: Any) -> str:
    arguments = [p for p in command.params if p.param_type_name == "argument"]
    options = [p for p in command.params if p.param_type_name == "option" and p.name != "help"]
    usage = " ".join([f"samft {name}", *(_usage(a) for a in arguments), *(["[options]"] if options else [])])
    parts = [f"## samft {name}\n", f"{command.help}\n", f"```text\n{usage}\n```\n"]
    if arguments:
        parts.append(_table("Argument", [(f"`{_metavar(a)}`", a.help or "") for a in arguments]))
    if options:
        parts.append(_table("Option", [_option(o) for o in options]))
    return "\n".join(parts)


def _usage(argument: Any) -> str:
    name = _metavar(argument) + ("..." if argument.nargs == -1 else "")
    return name if argument.required else f"[{name}]"


def _metavar(argument: Any) -> str:
    return (argument.metavar or argument.name).upper()


def _option(option: Any) -> tuple[str, str]:
    names = ", ".join(f"`{name}`" for name in [*option.opts, *option.secondary_opts])
    text = option.help or ""
    default = _default(option)
    return names, f"{text} Default: {default}." if default else text


def _default(option: Any) -> str:
    if isinstance(option.show_default, str):
        return option.show_default
    if option.default is None or isinstance(option.default, bool) or option.default in ("", (), []):
        return ""
    return f"`{option.default}`"


def _table(header: str, rows: list[tuple[str, str]]) -> str:
    lines = [
        f"| {header} | |",
        "|---|---|",
        *(f"| {name} | {text.replace('|', chr(92) + '|')} |" for name, text in rows),
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    from generated_page import run

    sys.exit(run(PAGE, page, script=__file__, description=__doc__))
