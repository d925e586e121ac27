"""Markdown as plain, readable text: marks go, words, lines and lists stay, links become their words."""

import re

from markdown_it import MarkdownIt

# Indented lines are a habit of old speeches, not code.
_PARSER = MarkdownIt("commonmark", {"html": True}).enable("table").disable("code")
_TAG = re.compile(r"<!--.*?-->|</?[a-zA-Z][^<>]*>", re.DOTALL)
_HEADING_LINE = re.compile(r"^#{1,6} \S", re.MULTILINE)


def looks_like_markdown(text, name=""):
    if "." in name:
        return name.lower().endswith((".md", ".markdown"))
    return bool(_HEADING_LINE.search(text))


def plain_text(source):
    """(text, headings): the text has yet to be laid out; `headings` are its lines that were headings."""
    writer = _Writer()
    for token in _PARSER.parse(source):
        writer.take(token)
    return "".join(writer.pieces), frozenset(writer.headings)


class _Writer:
    def __init__(self):
        self.pieces, self.headings = [], []
        self.lists, self.marker, self.before = [], "", "\n\n"
        self.in_heading = self.row_started = False

    def take(self, token):
        method = getattr(self, f"_{token.type}", None)
        if method:
            method(token)

    def _put(self, text):
        self.pieces += [self.before, self.marker, text]
        self.marker, self.before = "", "\n\n"

    def _inline(self, token):
        text = _words(token.children)
        if self.in_heading:
            text = " ".join(text.split())
            self.headings.append(text)
        self._put(text)

    def _fence(self, token):
        self._put(token.content)

    def _html_block(self, token):
        self._put(_TAG.sub("", token.content))

    def _heading_open(self, token):
        self.in_heading = True

    def _heading_close(self, token):
        self.in_heading = False

    def _paragraph_open(self, token):
        first_item = self.lists == [1]
        if token.hidden and self.marker and not first_item:
            self.before = "\n"

    def _bullet_list_open(self, token):
        self.lists.append(0)

    def _ordered_list_open(self, token):
        self.lists.append(0)

    def _bullet_list_close(self, token):
        self.lists.pop()

    _ordered_list_close = _bullet_list_close

    def _list_item_open(self, token):
        self.lists[-1] += 1
        self.marker = f"{token.info}{token.markup} " if token.info else "- "

    def _tr_open(self, token):
        self.before = "\n" if self.row_started else "\n\n"
        self.row_started = True

    def _td_close(self, token):
        self.before = " | "

    _th_close = _td_close

    def _table_close(self, token):
        self.row_started, self.before = False, "\n\n"


def _words(tokens):
    return "".join(_word(token) for token in tokens or ())


def _word(token):
    if token.type in ("softbreak", "hardbreak"):
        return "\n"
    if token.type == "html_inline":
        return "\n" if token.content.lower().startswith("<br") else ""
    if token.type == "image":
        return _words(token.children)
    return token.content
