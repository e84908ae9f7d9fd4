"""The program's log file: rotated, in the account's log folder, named in every unexpected-error dialog."""

from __future__ import annotations

import logging
import os
from logging.handlers import RotatingFileHandler
from pathlib import Path

from platformdirs import user_log_path

from samft_core.files.regular_files import require_regular
from samft_core.security import it_policy
from samft_core.security.accounts import account_name

LOG_NAME = "samft"


def log_file() -> Path:
    """Where the log lies; the machine's policy or else ``SAMFT_LOG_DIR`` names another folder."""
    folder = it_policy.place(it_policy.current().paths.log)
    if folder is not None:  # shared by every account of this PC
        return folder / f"samft-{account_name()}.log"
    named = os.environ.get("SAMFT_LOG_DIR")
    if named:
        return Path(named) / "samft.log"
    return user_log_path("samft", appauthor=False) / "samft.log"


def start_logging() -> Path:
    """Send the program's log records to the file; returns its path. Calling it again changes nothing."""
    file = log_file()
    logger = logging.getLogger(LOG_NAME)
    if not any(isinstance(handler, RotatingFileHandler) for handler in logger.handlers):
        logger.setLevel(logging.INFO)
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            if file.exists():
                require_regular(file)
        except OSError as error:  # no reason to keep an inspector from work
            logger.warning("There is no log: %s", error)
            return file
        handler = RotatingFileHandler(file, maxBytes=2_000_000, backupCount=3, encoding="utf-8", delay=True)
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
        logger.addHandler(handler)
    return file


def logger(part: str) -> logging.Logger:
    """The logger of one part of the window."""
    return logging.getLogger(f"{LOG_NAME}.{part}")
