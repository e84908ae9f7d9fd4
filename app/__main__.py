"""The one executable: workers first (before any Qt import), then the window, else the command line."""

from __future__ import annotations

import multiprocessing
import sys

from samft_core.processes import keep_freed_memory, share_the_processor


def main(arguments: list[str] | None = None) -> int:
    """Dispatch on the first word; returns the exit code."""
    multiprocessing.freeze_support()
    share_the_processor()
    arguments = sys.argv[1:] if arguments is None else arguments
    if arguments[:1] == ["worker"]:
        from samft_core.__main__ import main as worker_main

        return worker_main(arguments)
    if arguments[:1] == ["gui"] and not {"--help", "-h"} & set(arguments):
        from app.bootstrap import main as window_main

        return window_main(arguments[1:])
    from samft_core.cli.main import main as cli_main

    keep_freed_memory()
    return cli_main(arguments, open_window=_open_window)


def _open_window(arguments: list[str]) -> int:
    from app.bootstrap import main as window_main

    return window_main(arguments)


if __name__ == "__main__":
    sys.exit(main())
