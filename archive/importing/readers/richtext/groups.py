"""What holds inside of a group of RTF, and what is read out of all groups."""

from collections import defaultdict
from dataclasses import dataclass, field

from archive.importing.readers.markup.omissions import Omissions
from archive.importing.readers.richtext.writer import Writer

TEXT = ""  # the mode of groups whose words are the text; other modes are what they are left out as
MIN_SIZE = 4  # half-points


@dataclass(frozen=True)
class Group:
    """The formatting that holds to the end of a group; `skip` counts the characters that replace each Unicode one."""

    writer: Writer
    mode: str = TEXT
    skip: int = 1
    font: str = ""
    position: str = ""  # sup or sub, above or below the line
    is_struck: bool = False
    is_deleted: bool = False
    is_hidden: bool = False
    is_shaded: bool = False
    colour: str = ""  # six hexadecimal digits, empty where none is said
    size: int = 24  # half-points

    @property
    def unseen_style(self) -> str:
        """CSS of letters that are too small to be read, or white where nothing is behind them; else empty."""
        if self.size < MIN_SIZE:
            return f"font-size: {self.size / 2}pt"
        return "color: #ffffff" if self.colour == "ffffff" and not self.is_shaded else ""


@dataclass
class RichText:
    """`properties` are title, author and the like of the file."""

    html: str = ""
    omissions: Omissions = field(default_factory=Omissions)
    properties: dict[str, str] = field(default_factory=lambda: defaultdict(str))
    trailing: str = ""
