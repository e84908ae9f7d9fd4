"""Several changes of one act in one transaction: all of them or, where one is refused, none."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager

from sqlalchemy.orm import Session


class SharedTransaction:
    """What one thread reads and writes between its start and its end.

    ``begin`` opens a session that has the write lock; it is asked at the first write and never again, so that
    an act waits for another program once. The first error spoils the transaction: whatever is written after
    it raises the same error, and ``commit`` does so too.
    """

    def __init__(
        self,
        begin: Callable[[], AbstractContextManager[Session]],
        *,
        busy: Callable[[], Exception],
    ) -> None:
        self._begin = begin
        self._busy = busy
        self._stack = ExitStack()
        self._beginning = False
        self.session: Session | None = None
        """The session, from the first write on."""
        self.error: BaseException | None = None
        """What was raised first."""
        self._afterwards: list[Callable[[], None]] = []

    def look(self) -> Session | None:
        """The session with what was written so far, to read from; None where nothing was."""
        if self.session is not None:
            _look_again(self.session)
        return self.session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """The session; raises what spoiled the transaction."""
        if self._beginning:
            # The window goes on while this act waits for the lock. What it does meanwhile belongs to no
            # act: it is refused by itself.
            raise self._busy()
        if self.error is not None:
            raise self.error
        try:
            session = self._opened()
            yield session
            session.flush()
        except BaseException as error:
            self.error = error
            raise

    def _opened(self) -> Session:
        if self.session is None:
            self._beginning = True
            try:
                self.session = self._stack.enter_context(self._begin())
            finally:
                self._beginning = False
        _look_again(self.session)
        return self.session

    def afterwards(self, then: Callable[[], None]) -> None:
        """Have this done after the commit, once however often it is asked for; never after a rollback."""
        if then not in self._afterwards:
            self._afterwards.append(then)

    def commit(self) -> None:
        """End it; raises what spoiled it, with everything rolled back."""
        if self.error is not None:
            raise self.error
        self._stack.close()
        self.session = None

    def roll_back(self, error: BaseException) -> None:
        """Take everything back that was written."""
        # As an exception that passes through the session would: that is what rolls it back.
        self._stack.__exit__(type(error), error, error.__traceback__)
        self.session = None

    def finish(self) -> None:
        """Do what waited for the commit."""
        for then in self._afterwards:
            then()


def _look_again(session: Session) -> None:
    # Statements past the mapper, as those that count row versions up, leave older values in the objects that
    # the change before this one read.
    session.flush()
    session.expire_all()
