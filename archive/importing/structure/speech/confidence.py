"""How much a label's form says, and who of a press conference it names."""

from enum import IntEnum


class Confidence(IntEnum):
    """What the form of a label shows, from least to most."""

    POSSIBLE = 1  # one capitalised word, a short phrase in a script without capitals, a form of address
    NAME = 2  # two capitalised words or more, an office alone, a Chinese name
    TITLED = 3  # a name with a title or an office
    CERTAIN = 4  # a form that only records of speech print, such as “Mr. BOND.” or 《…》记者：


class ConversationRole(IntEnum):
    OTHER = 0
    QUESTIONER = 1
    ANSWERER = 2
