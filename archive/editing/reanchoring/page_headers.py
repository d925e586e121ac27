"""Page headers and page numbers among the lines of a text: layout that a correction may take out or put in."""

import re
from collections import Counter
from functools import cached_property

from archive.text.paragraphs import Span
from archive.text.spans import strip_span
from archive.text.words import WORD, is_cjk

from .comparable import UNSPACED_WORD_SCRIPTS

MAX_HEADER = 100  # characters; a running title and a page number
MIN_TIMES = 2  # so often a running title stands in the text
MIN_SHARE_WITHIN = 0.25  # of these times, between two parts of a sentence
# In UTF-8, of a line that is no heading; twice as many in scripts without capitals, where nothing else tells that the
# next paragraph begins a sentence.
MIN_LINE_BYTES = 30
_LINE = re.compile(rf"(?<=\n)[^\n]{{1,{MAX_HEADER}}}(?=\n)")
_ENDED = re.compile(r"[.!?。！？؟।:：;；]\W*\Z")  # where the line ended a sentence
_STATED = re.compile(r"[^\W\d_].{10}[.!。！।][\"'”’»)」』）]*\Z", re.DOTALL)  # no question, and no list
# Thai, Lao, Burmese and Khmer show no end, but part sentences by spaces: where the other text has none, one goes on.
_UNSPACED_END = re.compile(rf"[{UNSPACED_WORD_SCRIPTS}]\Z")
JOINED = 12  # characters on either side of a line that stand side by side in the other text
_NUMBER = re.compile(r"\d+")
_PAGE = re.compile(
    r"\W*(?:(?:page|p|pg|seite|s|página|pág|pagina|pag|стр|страница|стр|صفحة|ص|第|頁|页|sivu|strona|str|oldal|sayfa))?"
    r"[\W_]*\d{1,5}(?:\s*(?:页|頁|ページ|쪽|of|/|von|de|sur|из|из|共|,|-)*\s*\d{1,5})?\s*(?:页|頁|ページ|쪽)?\W*",
    re.IGNORECASE,
)
_PAGE_WORD = (
    r"(?:(?:page|pg|seite|página|pág|pagina|pag|стр|страница|صفحة|sivu|strona|oldal|sayfa)\.?|[ps]\.|第)\s*\d{1,5}"
    r"(?:\s*(?:of|/|von|de|sur|из|共)\s*\d{1,5})?\s*(?:页|頁|ページ|쪽)?"
)
# A title set apart from the number of a page that is called one: no other line looks so.
_TITLED_PAGE = re.compile(
    rf"(?:[^.!?。！？\n]{{1,60}}?\s*[—–―|·•/-]\s*{_PAGE_WORD}|{_PAGE_WORD}\s*[—–―|·•/-]\s*[^.!?。！？\n]{{1,60}})\W*",
    re.IGNORECASE,
)
_SENTENCE_MARK = re.compile(
    rf"[!?。！？؟।;；]|[.:：]\W*\Z|[()\[\]（）【】]|(?<=[{UNSPACED_WORD_SCRIPTS}])\s+(?=[^\W\d_])"
)
MIN_TITLE = 3  # words of a running title without a number, or twice as many Chinese characters
# What audiences do is noted on a line of its own, again and again.
_REMARK = re.compile(
    r"applau|aplau|laugh|cheer|interrupt|interjection|beifall|heiterkeit|lachen|zuruf|rires|risas|risos|applaudi|"
    r"аплодисмент|смех|оживление|تصفيق|ضحك|掌声|掌聲|鼓掌|笑声|笑聲|拍手|笑い|박수|웃음|तालियाँ|हँसी|ปรบมือ|หัวเราะ",
    re.IGNORECASE,
)
# A number with a stop and words after it, a colon, a row of dots before a number, or the name of what is shown: a
# caption, a heading, a label, a line of a table of contents.
_CAPTION = re.compile(
    r"\.{3,}|…|\d\s*[.)]\s+[^\W\d_]|[:：]|^\W*(?:fig|figure|figura|abb|abbildung|photo|foto|image|imagen|picture|bild|table|tabla|"
    r"tabelle|tableau|chart|graph|map|box|рис|рисунок|таблица|фото|الشكل|الجدول|图|圖|表|図|그림|표|चित्र|तालिका|ภาพ|ตาราง)"
    r"\.?\s*\d",
    re.IGNORECASE,
)


class PageHeaders:
    """Recognises the page headers among the lines of a text from that text alone."""

    def __init__(self, text: str, other: str):
        """`other` is the text that the headers are in no more, or not yet."""
        self.text, self.other = text, other

    @cached_property
    def lines_of_other(self) -> set[str]:
        return {line.strip() for line in self.other.split("\n") if len(line) <= MAX_HEADER}

    @cached_property
    def _running_titles(self) -> set[str]:
        """Lines that stand there several times, whatever their number, and a quarter of the times within a sentence:
        headings of sections seldom do."""
        lines = [
            (_NUMBER.sub("0", match.group().strip()), match.span()) for match in _LINE.finditer(self.text)
        ]
        times = Counter(title for title, _span in lines)
        repeated_lines = [(title, span) for title, span in lines if times[title] >= MIN_TIMES]
        within = Counter(title for title, span in repeated_lines if self._interrupts_sentence(*span))
        return {title for title, count in within.items() if count >= MIN_SHARE_WITHIN * times[title]}

    def find_line(self, start: int, end: int) -> Span | None:
        """The line around text[start:end], without spaces at its ends; None where it is too long for a header or a
        heading, or has several lines."""
        first = self.text.rfind("\n", max(start - MAX_HEADER, 0), start) + 1
        last = self.text.find("\n", end, end + MAX_HEADER)
        last = last if last >= 0 else len(self.text)
        if last - first > MAX_HEADER or "\n" in self.text[first:last]:
            return None
        return strip_span(self.text, first, last)

    def is_header(self, line: str) -> bool:
        """Whether a line by itself is one."""
        return self._is_header(line, False)

    def holds_only_headers(self, start: int, end: int) -> bool:
        """Whether text[start:end] is whole lines, each a page header or a page number."""
        start, end = strip_span(self.text, start, end)
        if start == end or not (self._is_line_edge(start, -1) and self._is_line_edge(end, 1)):
            return False
        interrupts, apart = self._interrupts_sentence(start, end), self._is_set_apart(start, end)
        if not interrupts and not apart:
            return False  # one number in a column of them
        first, last = self.text.rfind("\n", 0, start) + 1, self.text.find("\n", end)
        whole = self.text[first : last if last >= 0 else len(self.text)]  # with the stop of a note
        lines = [line.strip() for line in whole.split("\n") if line.strip()]
        # A very line that is in the other text as well was copied or moved.
        return self.lines_of_other.isdisjoint(lines) and all(
            self._is_header(line, interrupts and apart) for line in lines
        )

    def without_headers(self, start: int, end: int) -> str:
        """text[start:end] without the page headers on lines of their own within a sentence, and without the numbers of
        pages between two sentences."""
        parts, last = [], start
        for line in filter(lambda line: line.group().strip(), _LINE.finditer(self.text, start, end)):
            is_between = self._interrupts_sentence(*line.span()) or self._is_number_between(*line.span())
            if is_between and self.holds_only_headers(*line.span()):
                parts.append(self.text[last : line.start()])
                last = line.end()
        return "".join(parts) + self.text[last:end]

    def _is_line_edge(self, position: int, step: int) -> bool:
        """Whether no letter stands between the position and the end of its line."""
        place = position - (step < 0)
        while 0 <= place < len(self.text) and self.text[place] != "\n":
            if self.text[place].isalnum():
                return False
            place += step
        return True

    def _is_set_apart(self, start: int, end: int) -> bool:
        """Whether a blank line stands before it or after it, or the text ends: in wrapped lines, words with a number
        are more often those of the sentence."""
        first, last = self.text.rfind("\n", 0, start), self.text.find("\n", end)
        if first < 0 or last < 0:
            return True
        before, after = self.text[max(first - 200, 0) : first], self.text[last + 1 : last + 200]
        return before.rstrip(" \t")[-1:] in ("", "\n") or after.lstrip(" \t")[:1] in ("", "\n")

    def _interrupts_sentence(self, start: int, end: int) -> bool:
        """Whether the line before is no heading and lacks an end, and words follow: a page ended there."""
        before = self.text[max(start - 200, 0) : start].rstrip().rpartition("\n")[2]
        after = self.text[end : end + 200].lstrip()
        has_capitals = after[:1].upper() != after[:1].lower()
        is_line = len(before.encode("utf-8", "replace")) >= MIN_LINE_BYTES * (1 if has_capitals else 2)
        is_line = is_line or self._are_joined_in_other(before, after)
        is_line = is_line and before.strip() != self.text[start:end].strip()  # no title that was copied
        if not is_line or after == "" or _ENDED.search(before) or after[0].isupper():
            return False
        return not _UNSPACED_END.search(before) or before[-JOINED:] + after[:JOINED] in self.other

    def _is_number_between(self, start: int, end: int) -> bool:
        """Whether a line is the number of a page, and the one before it ended a sentence; no year, no answer, no
        list."""
        line, before = self.text[start:end].strip(), self.text[max(start - 200, 0) : start].rstrip()
        is_number = len(line) < 4 or not line.isdigit()
        return is_number and bool(_PAGE.fullmatch(line)) and bool(_STATED.search(before))

    def _are_joined_in_other(self, before: str, after: str) -> bool:
        """Whether the other text has the line before, however short, and the words after on one line: no heading."""
        if not before or before[-1:].isdigit() or after[:1].isdigit():
            return False
        joint = "" if is_cjk(before[-1:]) and is_cjk(after[:1]) else " "
        return before[-JOINED:] + joint + after[:JOINED] in self.other

    def _is_header(self, line: str, interrupts: bool) -> bool:
        if _PAGE.fullmatch(line) or _TITLED_PAGE.fullmatch(line):
            return True
        if len(line) > MAX_HEADER or _SENTENCE_MARK.search(line) or _CAPTION.search(line):
            return False
        edge = line[:1].isdigit() or line[-1:].isdigit()
        words = WORD.findall(line)
        if not any(map(str.isdigit, line)) and (
            len(words) < MIN_TITLE * (1 + is_cjk(words[0] if words else "")) or _REMARK.search(line)
        ):
            return False
        return _NUMBER.sub("0", line) in self._running_titles or (interrupts and (edge or line.isupper()))
