"""The label at the beginning of a paragraph. Whether it is a speaker's is for `conversation`, which sees the text."""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from archive.importing.structure.speech.anonymous_labels import is_anonymous_label
from archive.importing.structure.speech.capitals import STOP_AND_DASH, is_office, is_uppercase
from archive.importing.structure.speech.confidence import Confidence, ConversationRole
from archive.importing.structure.speech.forms import is_cjk_office_label, read_label_form
from archive.importing.structure.speech.words import ARTICLES, HONORIFICS
from archive.text.folding import fold_case

MAX_LENGTH = 160  # characters of a label with its brackets
MAX_BRACKET_LENGTH = 100
MAX_STOPS = 6
# Marks of layout before a label: bold and headings of Markdown, dashes and rings of printed records, the numbers of
# Belgian, Finnish and Swedish ones.
_MARKS = re.compile(
    r"(?:[*_#>○◯◎●•·‣-]{1,6} ?|[–—] ?|[0-9]{2}\.[0-9]{2,3} |Anf\. [0-9]{1,3} )?(?:[*_]{1,3})?"
)
_RINGS = tuple("○◯◎")
_CLOSING_MARKS = re.compile(r"[*_]{1,3}")
_BRACKET = {"(": ")", "（": "）", "[": "]", "【": "】"}
# As the White House prints questions: a Q and a space.
_QUESTION_MARK = re.compile(r"Q {1,4}(?=[A-Z“\"(])")
# “[Ada Hale]: …”, “【记者】：…”
_IN_BRACKETS = re.compile(
    r"[*_]{0,3}(?:\[([^\[\]\n:：]{1,80})[:：]?\]|【([^【】\n:：]{1,30})[:：]?】)[*_]{0,3}[ \t]?[:：][*_]{0,3}\s*"
)
# As Japanese ministries print who asks and who answers: “（記者）…”, “【外務大臣】…”
_IN_CJK_BRACKETS = re.compile(r"[（【〔]([^（）【】〔〕\n:：]{1,30})[）】〕]\s*")
_NUMBER = re.compile(r"[0-9]{1,3}[.)] (?![0-9])")  # “1. Q: …”
# “○의장 홍길동 …”, “○홍길동 의원 …”: an office, of which one syllable may be left, before a name or behind it.
_KOREAN_SURNAME = (
    "[김이박최정강조윤장임한오서신권황안송전홍유고문양손배백허남심노하"
    "곽성차주우구나민진지엄채원천방현함변추도소석선설]"
)
_KOREAN_NAME = re.compile(
    rf"(?:\w*(?:장|총리|장관|차관|위원|관|인|자|대리|대표|대통령) (?:남궁|선우|황보|제갈|{_KOREAN_SURNAME})[가-힣]{{2}}"
    r"|[가-힣]{2,4} (?:의원|위원|위원장|간사))(?=[\s:：])"
)
_STOP = re.compile(r"\.(?=[ \n–—-]|$)")
_ABBREVIATED = re.compile(
    r"\b(?:V(?:ors|ORS)|Stv|STV|Abg|ABG|Mr|Mrs|Ms|Dr|St|Jr|Sr|Sra|Hon|Sen|Rep|Prof|Gen)$"
)
_INITIALS = re.compile(r"[^\W\d_]{2,} [^\W\d_]\. ?[^\W\d_]$")
_DASH = re.compile(r"\.? ?[-–—]{1,2} |\.?[–—]")


class Label(NamedTuple):
    """`text` as printed without marks of layout; `words` follow it, empty where it stands alone on its line.

    `separator` is “:”, “.”, “–”, “.–” or, for a line of its own, empty. The others are those of its LabelForm.
    """

    text: str
    words: str
    separator: str
    confidence: Confidence
    base: str
    role: ConversationRole
    is_form_of_address: bool

    @property
    def key(self) -> str:
        """A key that is equal for all labels of one speaker, with and without brackets."""
        return self.base.casefold()

    @property
    def has_office_word(self) -> bool:
        return any(map(is_office, self.key.split()))

    @property
    def is_titled(self) -> bool:
        """Whether a title or an office begins it, after an article: Ms. Hill, The Chairman, General Milley."""
        words = [word.rstrip(".") for word in fold_case(self.base).split()]
        first = words[1] if words[0] in ARTICLES and len(words) > 1 else words[0]
        return first in HONORIFICS or is_office(first)

    @property
    def is_anonymous(self) -> bool:
        """Whether it stands for somebody without a name: “Some hon. members”."""
        return is_anonymous_label(self.base)

    @property
    def is_on_own_line(self) -> bool:
        """Whether its words begin on the next line."""
        return not self.words


def read_label(paragraph: str) -> Label | None:
    """The label that opens a paragraph. Only its first MAX_LENGTH characters are looked at."""
    head = paragraph[: MAX_LENGTH + 8]
    if match := _QUESTION_MARK.match(head):
        words = paragraph[match.end() :].strip()
        return Label("Q", words, "–", Confidence.TITLED, "Q", ConversationRole.QUESTIONER, False)
    if match := _IN_BRACKETS.match(head):
        return _label((match[1] or match[2]).strip(), paragraph[match.end() :].strip(), ":")
    if (match := _IN_CJK_BRACKETS.match(head)) and is_cjk_office_label(match[1]):
        return _label(match[1], paragraph[match.end() :].strip(), ":")
    start = _MARKS.match(head).end()  # type: ignore[union-attr]  # matches the empty string
    if match := _NUMBER.match(head):
        label = read_label(paragraph[match.end() :])
        is_sure = label is not None and (
            label.role is not ConversationRole.OTHER or label.confidence is Confidence.CERTAIN
        )
        return label if is_sure else None
    for end, after, separator in _ends(head, start):
        text = head[start:end].strip(" *_")
        words = _CLOSING_MARKS.sub("", paragraph[after : after + 3], count=1) + paragraph[after + 3 :]
        if label := _label(text, words.strip(), separator):
            if separator == "." and _INITIALS.search(text):
                label = label._replace(text=f"{text}.")  # it ends the name as well
            if head[:1] in _RINGS or head[:1].isdigit():
                return label._replace(confidence=max(label.confidence, Confidence.TITLED))
            return label
    return None


def _ends(head: str, start: int) -> Iterator[tuple[int, int, str]]:
    """Yields where a label may end, where its words then begin, and what stands between, the likeliest first."""
    opening = closing = ""
    opened = stops = depth = 0
    for position in range(start, min(len(head), start + MAX_LENGTH)):
        char = head[position]
        if closing:
            depth += (char == opening) - (char == closing)
            if depth == 0 or position - opened > MAX_BRACKET_LENGTH:
                closing = ""
        elif char.isalnum():
            continue  # most of them; no label ends at a letter
        elif char in _BRACKET:
            opening, closing, opened, depth = char, _BRACKET[char], position, 1
        elif char == "\n":
            yield position, position, ""
            return
        elif char in ":：":
            following = head[position + 1 : position + 2]
            is_time = following.isdigit() and head[position - 1 : position].isdigit()
            if following != "/" and not is_time:
                yield position, position + 1, ":"
            return
        elif match := _STOP.match(head, position):
            if stops < MAX_STOPS and not _ABBREVIATED.search(head, start, position):
                stops += 1
                dash = _DASH.match(head, position)
                yield position, (dash or match).end(), STOP_AND_DASH if dash else "."
        elif stops < MAX_STOPS and (match := _DASH.match(head, position)):
            stops += 1
            yield match.start(), match.end(), "–"
        elif char == "\u3000" or (char == " " and start and head[start - 1] in _RINGS):
            if match := _KOREAN_NAME.match(head, start):
                colon = head[match.end() : match.end() + 1].strip()
                yield match.end(), match.end() + len(colon), ":" if colon else "–"
            yield position, position, "–"
    if len(head) <= start + MAX_LENGTH and not closing:
        yield len(head), len(head), ""


def _label(text: str, words: str, separator: str) -> Label | None:
    if not text or len(text) > MAX_LENGTH or text[0] in "([（【{":
        return None
    # A line of its own does not end in a stop, and behind a stop a sentence begins.
    if (not separator and text[-1] in ".,!?…;-–—") or (separator == "." and words[:1].islower()):
        return None
    form = read_label_form(text, separator)
    if form is None or (separator == "." and not words and form.confidence is not Confidence.CERTAIN):
        return None
    return Label(text, words, separator, *form)


def script_of(text: str) -> str:
    """Upper case, capitals or another script: labels of one record are printed alike."""
    letters = [char for char in text if char.isalpha()]
    if not letters:
        return ""
    if any(char.isupper() for char in letters):
        return "upper" if any(map(is_uppercase, text.split())) else "capitals"
    return unicodedata.name(letters[0], "").split()[0]
