"""Reads that are known to come, asked of a server together: one way there and back instead of one for each."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from sqlalchemy.orm import Session

from db.talk import Noted, talk_of

Read = Callable[[], Any]


def ahead(session: Session, *reads: Read) -> None:
    """Note what each function reads first; it is asked along with the next statement that needs an answer.

    Whoever then reads the same finds the answer there, unless its table was written to meanwhile. Each function must
    do nothing but read. A file answers so quickly that nothing is noted.
    """
    talk = None if session.get_bind().dialect.name == "sqlite" else talk_of(session.connection())
    if talk is None:
        return
    session.flush()
    talk.noting = True
    try:
        for read in reads:
            with suppress(Noted), session.no_autoflush:
                read()
    finally:
        talk.noting = False
