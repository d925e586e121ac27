"""The grammar for the language of a text."""

from typing import Protocol

from archive.proposing.chinese.grammar import ChineseGrammar
from archive.proposing.english.grammar import EnglishGrammar
from archive.proposing.european.grammar import EuropeanGrammar
from archive.proposing.european.lexicon import LEXICONS
from archive.proposing.names import NameIndex
from archive.proposing.speech_reports import SpeechReport, Subject
from archive.text.languages import base_language


class Grammar(Protocol):
    """The interface that the extractor needs of a language.

    Positions are offsets of the text, `masked` is the text with its quotations masked (`sentences.mask`), and
    masked[start:end] is one sentence unless a method says otherwise.
    """

    def find_speech_reports(self, masked: str, start: int, end: int) -> list[SpeechReport]:
        """Returns the reports of the sentence in the order of their cues."""
        ...

    def first_subject(self, masked: str, start: int, end: int) -> Subject | None:
        """The subject with which the sentence, or what is given of it, begins."""
        ...

    def agent(self, masked: str, start: int, end: int) -> Subject | None:
        """Whom a passive verb of speech names: “was echoed by X”."""
        ...

    def subject_after(self, masked: str, start: int, end: int) -> Subject | None:
        """The noun phrase after a quotation that ends at `start`."""
        ...

    def is_cue_ahead(self, masked: str, position: int, end: int) -> bool:
        """Whether the words at `position`, after a quotation, name who said it; `end` is that of the paragraph."""
        ...

    def continues_report(self, sentence: str, is_readout: bool) -> bool:
        """Whether a sentence without a cue goes on with what the one before it reports."""
        ...

    def may_be_reported(self, masked: str, report: SpeechReport) -> bool:
        """Returns, for a readout, whether the sentence of the report may be what the last speaker said, because its
        subject is nobody who spoke: “Portugal welcomes investment”."""
        ...

    def list_marker_length(self, paragraph: str) -> int:
        """Returns the length of the number or bullet with which a point of a list begins; 0 without one."""
        ...

    def is_question(self, verb: str) -> bool:
        """Whether the verb of a `SpeechReport` introduces a question."""
        ...


def has_grammar(language: str) -> bool:
    """Returns whether a code such as en or zh-Hans has a grammar. A text of unknown language (und, or empty) may be in
    one that has."""
    primary = base_language(language)
    return primary in {"", "und", "en", "zh", "yue", "cmn", *LEXICONS}


def choose_grammar(text: str, language: str, index: NameIndex) -> Grammar:
    """`language` is a code of two letters; English stands for those without a grammar. Chinese texts are simplified."""
    if language == "zh":
        return ChineseGrammar(text, index.han)
    return EuropeanGrammar(language) if language in LEXICONS else EnglishGrammar()
