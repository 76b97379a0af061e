"""How a command ends when it cannot do what was asked: a status and lines for standard error."""

from typing import Final

DONE: Final = 0
FAILED: Final = 1
WRONG_USAGE: Final = 2
INTERRUPTED: Final = 130


class CommandFailed(Exception):  # noqa: N818 - a state of the command, named as users see it
    """A command ends here; every line of the message names what is wrong.

    ``status`` is ``FAILED`` (the work could not be done) or ``WRONG_USAGE`` (what was asked for
    cannot be meant: an option, an input or a configuration).
    """

    def __init__(self, *lines: str, status: int = FAILED) -> None:
        super().__init__("\n".join(lines))
        self.lines = lines
        self.status = status


def one_line(text: object) -> str:
    """Return a message of some library as one printable line, cut where it gets long."""
    line = " ".join(str(text).split())
    shown = "".join(c if c.isprintable() else "\ufffd" for c in line)
    return shown if len(shown) <= 500 else f"{shown[:497]}..."
