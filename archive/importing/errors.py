"""The one error of importing, and how it quotes what it is about."""

MAX_QUOTED_LENGTH = 80  # characters; enough to find the value in its file


class ImportDocumentError(Exception):
    """A text, a header or an option cannot be imported.

    ``message`` is one sentence that an editor can act on; ``field`` is the key of the header it concerns, or empty.
    """

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.field = field


def abbreviate(value: str) -> str:
    """The value as an error message quotes it."""
    if len(value) <= MAX_QUOTED_LENGTH:
        return value
    return f"{value[: MAX_QUOTED_LENGTH - 1].rstrip()}…"
