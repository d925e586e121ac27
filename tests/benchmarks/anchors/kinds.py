"""The kinds of correction, each with what the old text of its kind needs first."""

import random
from collections.abc import Callable
from dataclasses import dataclass

from . import interruption_kinds as interruption
from . import layout_kinds as layout
from . import order_kinds as order
from . import record_kinds as record
from . import sentence_kinds as sentence
from . import word_kinds as word
from .characters import Draft

Step = Callable[[random.Random, Draft], None]
LAYOUT, WORDS, MEANING, SENTENCES, COPIES = "layout", "words", "meaning", "sentences", "copies"


@dataclass(frozen=True)
class Kind:
    """`prepare` makes the old text, `correct` the new one; `languages` None for all."""

    name: str
    group: str
    correct: Step
    prepare: Step | None = None
    languages: tuple[str, ...] | None = None

    @property
    def changes_meaning(self) -> bool:
        """Whether other words come in, so that an editor must be asked."""
        return self.group == MEANING or self.name in ("words replaced", "words in", "words out")


def _several(rng: random.Random, draft: Draft) -> None:
    for step in rng.sample(_MIXED, 3):
        step(rng, draft)


_MIXED = (
    word.correct_typos,
    word.replace_words,
    layout.join_paragraphs,
    layout.change_quotes,
    sentence.insert_sentence,
    sentence.remove_sentence,
    sentence.move_paragraph,
)
_CHINESE = ("zh",)

KINDS = (
    Kind("para_join", LAYOUT, layout.join_paragraphs),
    Kind("para_split", LAYOUT, layout.split_paragraphs),
    Kind("lines wrapped", LAYOUT, layout.rewrap),
    Kind("lines unwrapped", LAYOUT, layout.unwrap, layout.with_lines),
    Kind("hyphenated lines joined", LAYOUT, layout.join_hyphenated, layout.with_hyphenated_lines),
    Kind("headers out", LAYOUT, layout.remove_headers, layout.with_headers),
    Kind("headers in", LAYOUT, layout.insert_headers),
    Kind("spaces", LAYOUT, layout.change_spaces),
    Kind("words joined and parted", LAYOUT, layout.join_words),
    Kind("hyphens", LAYOUT, layout.change_hyphens),
    Kind("quotes", LAYOUT, layout.change_quotes),
    Kind("commas", LAYOUT, layout.change_marks),
    Kind("marks translated", LAYOUT, layout.translate_marks),
    Kind("to full width", LAYOUT, layout.to_full_width),
    Kind("to half width", LAYOUT, layout.to_half_width, layout.to_full_width),
    Kind("to traditional", LAYOUT, layout.to_traditional, layout.to_simplified, _CHINESE),
    Kind("to simplified", LAYOUT, layout.to_simplified, layout.to_traditional, _CHINESE),
    Kind("sentences merged", LAYOUT, interruption.merge_sentences),
    Kind("footnotes in", LAYOUT, interruption.insert_notes),
    Kind("typos", WORDS, word.correct_typos),
    Kind("scan cleaned", WORDS, word.clean_scan),
    Kind("accents", WORDS, word.change_accents),
    Kind("case", WORDS, word.change_case),
    Kind("words replaced", WORDS, word.replace_words),
    Kind("words in", WORDS, word.insert_words),
    Kind("words out", WORDS, word.delete_words),
    Kind("word replaced everywhere", WORDS, word.replace_everywhere),
    Kind("spelling everywhere", WORDS, word.change_spelling),
    Kind("negation in", MEANING, word.insert_negation),
    Kind("modal changed", MEANING, word.change_modal),
    Kind("numbers changed", MEANING, word.change_numbers),
    Kind("names changed", MEANING, word.change_names),
    Kind("currency changed", MEANING, word.change_currency),
    Kind("attribution in", MEANING, interruption.insert_attribution),
    Kind("words elided", MEANING, interruption.elide),
    Kind("question for statement", MEANING, interruption.ask),
    Kind("clauses swapped", MEANING, order.swap_clauses),
    Kind("words shuffled", MEANING, order.shuffle_words),
    Kind("remark in", SENTENCES, sentence.insert_remark),
    Kind("remark in, own paragraph", SENTENCES, sentence.insert_remark_paragraph),
    Kind("remark out", SENTENCES, sentence.remove_remarks, sentence.with_remarks),
    Kind("remark in, within", SENTENCES, interruption.insert_remark_within),
    Kind("heading in", SENTENCES, sentence.insert_heading),
    Kind("sentence in", SENTENCES, sentence.insert_sentence),
    Kind("sentence in, no space", SENTENCES, interruption.insert_sentence_without_space),
    Kind("sentence replaced", SENTENCES, interruption.replace_sentence),
    Kind("similar sentence in", SENTENCES, sentence.insert_similar_sentence),
    Kind("speaker label in", SENTENCES, sentence.insert_question_label),
    Kind("label in the line", SENTENCES, interruption.insert_label),
    Kind("sentence out", SENTENCES, sentence.remove_sentence),
    Kind("short sentence out", SENTENCES, sentence.remove_short_sentence),
    Kind("sentence moved", SENTENCES, sentence.move_sentence),
    Kind("sentences swapped", SENTENCES, sentence.swap_sentences),
    Kind("to another paragraph", SENTENCES, order.move_to_other_paragraph),
    Kind("paragraph in", SENTENCES, sentence.insert_paragraph),
    Kind("paragraph out", SENTENCES, sentence.remove_paragraph),
    Kind("paragraph moved", SENTENCES, sentence.move_paragraph),
    Kind("paragraphs swapped", SENTENCES, order.swap_paragraphs),
    Kind("paragraphs shuffled", SENTENCES, order.shuffle_paragraphs),
    Kind("most replaced", SENTENCES, sentence.replace_most),
    Kind("lookalike out", SENTENCES, sentence.remove_lookalike, sentence.with_lookalikes),
    Kind("lookalikes swapped", COPIES, sentence.swap_lookalikes, sentence.with_lookalikes),
    Kind("lookalike edited", SENTENCES, sentence.edit_lookalike, sentence.with_lookalikes),
    Kind("several", SENTENCES, _several),
    Kind("soft hyphens", LAYOUT, record.put_soft_hyphens),
    Kind("direction marks", LAYOUT, record.put_direction_marks),
    Kind("ligatures", LAYOUT, record.put_ligatures, None, ("en", "de", "fr", "es", "gl")),
    Kind("broken into verse", LAYOUT, record.break_into_verse),
    Kind("quotation moved", LAYOUT, record.move_quotation_marks, record.with_quotation),
    Kind("to roman numbers", WORDS, record.to_roman_numbers, record.with_numbers),
    Kind("date format", WORDS, record.change_date_format, record.with_numbers),
    Kind("ditto marks", MEANING, record.put_ditto_marks, record.with_table),
    Kind("cell changed", MEANING, record.change_one_cell, record.with_table),
    Kind("units converted", MEANING, record.convert_units, record.with_numbers),
    Kind("unit alone changed", MEANING, record.change_unit_only, record.with_numbers),
    Kind("negation moved", MEANING, record.move_negation, record.with_negation, record.NEGATED),
    Kind("attributions out", MEANING, record.remove_attributions, record.with_attributions),
    Kind("speaker renamed", MEANING, record.rename_speaker, record.with_labels),
    Kind("speakers exchanged", MEANING, record.exchange_speakers, record.with_labels),
    Kind("captions in", SENTENCES, record.insert_captions),
    Kind("captions, other order", SENTENCES, record.reverse_some),
    Kind("rows sorted", SENTENCES, record.sort_rows, record.with_table),
    Kind("paragraphs sorted", SENTENCES, record.sort_paragraphs),
    Kind("far sentences swapped", SENTENCES, record.swap_far_sentences),
    Kind("sentence copied", COPIES, order.copy_sentence),
    Kind("copied and edited", COPIES, order.copy_and_edit),
    Kind("paragraph copied", COPIES, sentence.copy_into_itself),
    Kind("whole text copied", COPIES, sentence.copy_whole),
)
