"""``python -m samft_core``: the children (``worker engine|trainer|decoder``), otherwise the command line."""

from __future__ import annotations

import sys

from samft_core.processes import keep_freed_memory, share_the_processor


def main(arguments: list[str] | None = None) -> int:
    """Run a worker or the command line; returns the exit code."""
    share_the_processor()
    keep_freed_memory()
    arguments = sys.argv[1:] if arguments is None else arguments
    if arguments[:2] == ["worker", "engine"]:
        from samft_core.engine.process import main as engine_main

        return engine_main(arguments[2:])
    if arguments[:2] == ["worker", "trainer"]:
        from samft_core.training.process import main as trainer_main

        return trainer_main(arguments[2:])
    if arguments[:2] == ["worker", "decoder"]:
        from samft_core.imaging.decoder_process import main as decoder_main

        return decoder_main(arguments[2:])
    from samft_core.cli.main import main as cli_main

    return cli_main(arguments)


if __name__ == "__main__":
    sys.exit(main())
