"""From a command line to a window: quickly shown, then the project is opened behind it."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication

from app.canvas.pyramid import ImagePyramid
from app.dialogs.error import ErrorDialog
from app.language.choice import Language
from app.language.message_text import message_text, optional_message_text
from app.safe_variants import disarm_variants
from app.services.engine import engine_command
from app.services.errors import ErrorReport
from app.services.hub import Hub
from app.services.images import read_pixels
from app.services.logs import logger, start_logging
from app.services.turns import TurnWatch
from app.settings.settings import Settings
from app.theme.theme import Theme
from app.window.kiosk import LEAVE_KEY
from app.window.main_window import MainWindow
from app.window.screenshot import take_when_ready
from samft_core.errors import PolicyError
from samft_core.messages.message import Message
from samft_core.security import it_policy


def parse(arguments: list[str]) -> argparse.Namespace:
    """Read the window's own arguments."""
    parser = argparse.ArgumentParser(prog="samft gui", description="Open SAMFT's window.")
    parser.add_argument(
        "path", nargs="?", type=Path, help="a project, a folder of images to make one for, or a pack"
    )
    parser.add_argument(
        "--kiosk",
        action="store_true",
        help="show the project at PATH full screen, to annotate and nothing else",
    )
    parser.add_argument("--sample", action="store_true", help="open the sample project")
    parser.add_argument(
        "--screenshot", type=Path, metavar="FILE", help="save a picture of the window and leave"
    )
    parser.add_argument(
        "--watch-turns", action="store_true", help="note in the log what keeps the window from answering"
    )
    options = parser.parse_args(arguments)
    if options.kiosk and options.path is None:
        parser.error("--kiosk needs a project")
    return options


def make_application() -> QApplication:
    """The one QApplication, named so that settings and window managers know it."""
    existing = QApplication.instance()
    application = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    application.setApplicationName("SAMFT")
    application.setApplicationDisplayName("SAMFT")
    application.setDesktopFileName("samft")
    disarm_variants()
    return application


def read_picture(path: Path) -> ImagePyramid:
    """Decode an image and halve it as often as zooming out needs; for a thread, it takes long."""
    return ImagePyramid(read_pixels(path))


def make_window(
    application: QApplication,
    settings: Settings | None = None,
    *,
    engine: Callable[[Path], list[str]] = engine_command,
) -> MainWindow:
    """Language, theme, stores, services and window, not yet shown; ``engine`` is the engine's command."""
    settings = settings or Settings()
    theme = Theme(application, settings)
    application.setWindowIcon(theme.icons.icon("app", theme.colors.accent))
    language = Language(application, settings)
    window = MainWindow(Hub(settings, engine=engine, read_picture=read_picture), theme)
    language.setParent(window)  # its translations leave with the window
    return window


def main(arguments: list[str]) -> int:
    """Show the window until it is closed; returns the exit code."""
    options = parse(arguments)
    application = make_application()
    try:
        kiosk = kiosk_of(options)
        start_logging()
    except PolicyError as error:
        return refuse(application, error)
    window = make_window(application)
    window.hub.reporter.install()
    if kiosk is None:
        window.show()
    for problem in window.hub.settings.problems:
        words = QCoreApplication.translate("bootstrap", "SAMFT starts with its own settings")
        window.hub.reporter.report(problem, words)
    # The first paint comes before the project: the inspector sees the window at once.
    if kiosk is not None:
        window.enter_kiosk(*kiosk)
    elif options.sample:
        QTimer.singleShot(0, window.controllers.project.open_sample)
    elif options.path is not None:
        # For a picture nobody is there to say whether a category's masks come in: the command line does.
        ask = options.screenshot is None
        QTimer.singleShot(
            0, lambda: window.controllers.project.add(window.controllers.packs.take([options.path]), ask=ask)
        )
    if options.screenshot is not None:
        take_when_ready(window, options.screenshot, with_project=options.sample or options.path is not None)
    if options.watch_turns:
        with watching_turns():
            return application.exec()
    return application.exec()


def kiosk_of(options: argparse.Namespace) -> tuple[Path, str] | None:
    """The kiosk's project and the key that leaves it; None for an ordinary window. Raises PolicyError.

    The policy's kiosk goes before everything on the command line but a picture, for which no window stays.
    """
    if options.screenshot is not None:
        return None
    found = it_policy.in_force()
    wanted = found.policy.kiosk
    folder = it_policy.place(wanted.project) if wanted is not None else None
    if wanted is None or folder is None:
        return (options.path, LEAVE_KEY) if options.kiosk else None
    if not valid_key(wanted.leave_key):
        remedy = Message("remedy.leave_key_in_english")
        raise PolicyError(Message("policy.no_key", key=wanted.leave_key), path=found.file, remedy=remedy)
    return folder, wanted.leave_key


def valid_key(text: str) -> bool:
    """Whether ``text`` is one key with its modifiers."""
    keys = QKeySequence(text)
    return keys.count() == 1 and bool(keys.toString())


def refuse(application: QApplication, error: PolicyError) -> int:
    """Say why there is no window; returns the exit code."""
    colors = Theme(application, Settings()).colors
    title = QCoreApplication.translate("bootstrap", "SAMFT cannot start")
    message = message_text(error.message)
    remedy = optional_message_text(error.remedy)
    if sys.stderr is not None:  # a program without a console has none on Windows
        sys.stderr.write(f"{error}\n")
    ErrorDialog(ErrorReport(title, message, error.path, remedy), colors).exec()
    return error.exit_code


@contextmanager
def watching_turns() -> Iterator[None]:
    """Log each slow turn of the event loop as it happens, and all of them at the end."""
    log = logger("turns")
    watch = TurnWatch()
    watch.slow.connect(lambda turn: log.warning("%s", turn))
    watch.start()
    try:
        yield
    finally:
        watch.stop()
        log.info("%s", watch.report())
