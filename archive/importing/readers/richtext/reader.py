"""The groups of RTF, read one token after the other: no recursion, whatever their depth."""

import re
from collections import defaultdict
from dataclasses import replace
from typing import Any

from archive.importing.errors import ImportDocumentError
from archive.importing.readers.field_codes import equation, field_name
from archive.importing.readers.richtext import tokens
from archive.importing.readers.richtext.groups import TEXT, Group, RichText
from archive.importing.readers.richtext.writer import Writer

IGNORED = "ignored"
FIELD_CODE = "field code"
MAX_DEPTH = 1_000  # groups in each other
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")


def read_rich_text(content: str, name: str) -> RichText:
    """`content` has a character for each byte; others are read as they are. Raises ImportDocumentError."""
    source = (
        _NOT_ASCII.sub(_escape, content) if any(ord(character) > 255 for character in content) else content
    )
    reader = _Reader(name)
    position = 0
    while position < len(source):
        match = tokens.TOKEN.match(source, position)
        if match is None:  # a backslash at the very end
            break
        position = match.end() + reader.read(match)
        if reader.is_finished:
            break
    return reader.finish(source[position:])


def _escape(match: re.Match[str]) -> str:
    units = match.group().encode("utf-16-le")
    numbers = [
        int.from_bytes(units[index : index + 2], "little", signed=True) for index in range(0, len(units), 2)
    ]
    return "{\\uc0" + "".join(f"\\u{number} " for number in numbers) + "}"


class _Reader:
    def __init__(self, name: str) -> None:
        self.name = name
        self.result = RichText()
        self.body = Writer()
        self.group = Group(self.body)
        self.outer: list[Group] = []
        self.is_finished = False
        self.encoding = "cp1252"
        self.charsets: dict[str, int] = {}
        self.style_levels: dict[str, int] = {}
        self.style = ""
        self.pending = bytearray()
        self.skip = 0  # characters still to be skipped after a Unicode one
        self.is_ignorable = False  # after \\*
        self.notes: list[Writer] = []
        self.omitted: dict[str, list[str]] = defaultdict(list)  # the words of each kind
        self.field_code = ""
        self.colours: dict[int, str] = {}
        self.colour = ""

    def read(self, match: re.Match[str]) -> int:
        """Reads the token and returns how many characters after it are its data."""
        kind = match.lastgroup
        if kind == "text":
            self._read_text(match["text"])
        elif kind == "hex":
            self._read_text(chr(int(match["hex"], 16)))
        elif kind is not None:
            self._flush()
            if kind == "brace":
                self._read_brace(match["brace"])
            elif kind == "symbol":
                self._read_symbol(match["symbol"])
            else:
                return self._read_word(match["word"], match["number"] or "")
        return 0

    def finish(self, trailing: str) -> RichText:
        self._flush()
        if not self.is_finished:
            raise ImportDocumentError(f"{self.name} is cut off: one of its groups has no end.")
        self.result.trailing = trailing.strip(" \r\n\t\0}")
        notes = [note.finish() for note in self.notes]
        self.result.html = self.body.finish()
        for number, html in enumerate(notes, 1):
            is_text = html.startswith(("<p>", "<h"))
            marked = html.replace(">", f">[{number}] ", 1) if is_text else f"<p>[{number}]</p>{html}"
            self.result.html += marked
        for pieces in self.omitted.values():
            self.result.omissions.add_words("".join(pieces))
        return self.result

    def _read_brace(self, brace: str) -> None:
        self.skip, self.is_ignorable = 0, False
        if brace == "{":
            if len(self.outer) > MAX_DEPTH:
                raise ImportDocumentError(f"{self.name} nests its groups more than {MAX_DEPTH:,} deep.")
            self.outer.append(self.group)
        elif self.outer:
            ended, self.group = self.group, self.outer.pop()
            self.is_finished = not self.outer
            if ended.mode == FIELD_CODE != self.group.mode:
                self._end_field_code()

    def _end_field_code(self) -> None:
        """A formula has no other result than its code, and what is chosen in a form is not in the text."""
        code, self.field_code = self.field_code, ""
        if field_name(code) == "EQ":
            self.group.writer.write_formula(equation(code))
        if field_name(code) in ("FORMCHECKBOX", "FORMDROPDOWN"):
            self.result.omissions.add("form field")

    def _read_symbol(self, symbol: str) -> None:
        if symbol == "*":
            self.is_ignorable = True
        elif symbol in "\r\n":
            self._end_paragraph()
        else:
            self._write(tokens.SYMBOLS.get(symbol, ""))

    def _read_word(self, word: str, number: str) -> int:
        is_ignorable, self.is_ignorable = self.is_ignorable, False
        if word == "bin":
            return max(int(number or 0), 0)
        if word == "colortbl":
            self._set_formatting(mode=word)
        elif is_ignorable or word in tokens.DESTINATIONS:
            self._start_destination(word)
        elif self.group.mode in ("fonttbl", "stylesheet", "colortbl"):
            self._read_table(word, number)
        elif word == "u" and number:
            self._write_unicode(int(number))
        elif word in tokens.CHARACTERS:
            self._write(tokens.CHARACTERS[word])
        elif word == "chftn" and self.group.writer is self.body:
            self._write(f"[{len(self.notes) + 1}]")
        elif self.group.mode == TEXT and self._read_layout(word, number):
            pass
        else:
            self._read_property(word, number)
        return 0

    def _start_destination(self, word: str) -> None:
        mode = self.group.mode
        if word in tokens.TEXT_DESTINATIONS:
            if mode == tokens.TEXT_DESTINATIONS[word]:
                self._set_formatting(mode=TEXT)
                if word in ("shptxt", "dptxbxtext"):
                    self._end_paragraph()
            return
        if mode == "info" and word in tokens.PROPERTIES:
            self._set_formatting(mode=f"info {word}")
        if mode not in (TEXT, "shape"):
            return
        if word == "footnote" and mode == TEXT:
            self.notes.append(Writer())
            self._set_formatting(writer=self.notes[-1], position="", is_struck=False)
        elif noun := tokens.COUNTED_DESTINATIONS.get(word):
            self.result.omissions.add(noun)
            self._set_formatting(mode=noun)
        elif word in tokens.SHAPES:
            self._set_formatting(mode="shape")
        elif word in ("fonttbl", "stylesheet", "upr", "info"):
            self._set_formatting(mode=word)
        elif word == "fldinst":
            self._set_formatting(mode=FIELD_CODE)
        elif word != "shppict":  # a picture stands in it
            self._set_formatting(mode=IGNORED)

    def _read_table(self, word: str, number: str) -> None:
        """The fonts with their charsets, the styles with their level of heading, the colours by their number."""
        if word in ("red", "green", "blue"):
            self.colour += f"{min(int(number or 0), 255):02x}"
        elif word == "f":
            self._set_formatting(font=number)
        elif word == "fcharset" and number:
            self.charsets[self.group.font] = int(number)
        elif word == "s":
            self.style = number
        elif word == "outlinelevel" and number.isdecimal() and int(number) < 9:
            self.style_levels[self.style] = int(number) + 1

    def _read_layout(self, word: str, number: str) -> bool:
        writer = self.group.writer
        if word in tokens.PARAGRAPH_ENDS:
            self._end_paragraph()
        elif word == "pard":
            writer.reset_paragraph()
        elif word == "intbl":
            writer.is_in_table = True
        elif word in ("cell", "nestcell"):
            writer.end_cell()
        elif word in ("row", "nestrow"):
            writer.end_row()
        elif word == "s":
            writer.heading = min(self.style_levels.get(number, 0), 6)
        elif word == "outlinelevel" and number.isdecimal() and int(number) < 9:
            writer.heading = min(int(number) + 1, 6)
        else:
            return False
        return True

    def _read_property(self, word: str, number: str) -> None:
        is_on = number != "0"
        if word == "uc":
            self._set_formatting(skip=max(int(number or 1), 0))
        elif word == "f":
            self._set_formatting(font=number)
        elif word == "plain":
            self.group = Group(self.group.writer, self.group.mode, self.group.skip, self.group.font)
        elif word == "nosupersub" or word in tokens.POSITIONS:
            self._set_formatting(position=tokens.POSITIONS.get(word, "") if is_on else "")
        elif word in ("strike", "striked"):
            self._set_formatting(is_struck=is_on)
        elif word == "deleted":
            self._set_formatting(is_deleted=is_on)
        elif word == "cf":
            self._set_formatting(colour=self.colours.get(int(number or 0), ""))
        elif word == "fs":
            self._set_formatting(size=int(number) if number.isdecimal() else Group.size)
        elif word in tokens.SHADINGS and is_on:
            self._set_formatting(is_shaded=True)
        elif word == "v":
            self._set_formatting(is_hidden=is_on)
        elif word == "ansicpg":
            self.encoding = tokens.code_page(number)
        elif word in tokens.DOCUMENT_ENCODINGS:
            self.encoding = tokens.DOCUMENT_ENCODINGS[word]

    def _read_text(self, text: str) -> None:
        skipped = min(self.skip, len(text))
        self.skip -= skipped
        self.pending += text[skipped:].encode("latin-1")

    def _write_unicode(self, number: int) -> None:
        self._write(tokens.symbol_character(chr(number % 0x10000)))
        self.skip = self.group.skip

    def _flush(self) -> None:
        """Decodes the bytes since the last control word; those of two-byte code pages can be letters of ASCII."""
        if not self.pending:
            return
        content = bytes(self.pending)
        self.pending.clear()
        charset = self.charsets.get(self.group.font, 1)
        if charset == tokens.SYMBOL_CHARSET:
            self._write(tokens.symbol_text(content))
        else:
            self._write(content.decode(tokens.font_encoding(charset, self.encoding), "replace"))

    def _write(self, text: str) -> None:
        group = self.group
        if group.mode == TEXT and (group.is_deleted or group.is_hidden):
            kind = "tracked deletion" if group.is_deleted else "hidden text"
            if kind not in self.omitted:
                self.result.omissions.add(kind)
            self.omitted[kind].append(text)
        elif group.mode == TEXT:
            group.writer.write(text, group.position, group.is_struck, group.unseen_style)
        elif group.mode.startswith("info "):
            self.result.properties[group.mode.removeprefix("info ")] += text
        elif group.mode == FIELD_CODE:
            self.field_code += text
        elif group.mode == "colortbl":
            for _end in range(text.count(";")):
                self.colours[len(self.colours)] = self.colour
                self.colour = ""
        elif group.mode in ("comment", "formula", "page header", "page footer"):
            self.omitted[group.mode].append(text)

    def _set_formatting(self, **formatting: Any) -> None:
        self.group = replace(self.group, **formatting)

    def _end_paragraph(self) -> None:
        if self.group.mode == TEXT:
            self.group.writer.end_paragraph()
        elif self.group.mode in self.omitted:
            self.omitted[self.group.mode].append(" ")
