"""Functions, views and triggers of the database, one a file; a trigger stands with the function it calls.

These files say how the database is today: change one by editing it, and add a migration that ends with
``ApplySQL(__name__)``. Tables, columns and constraints belong to the models and to migrations that are never edited.
"""

from pathlib import Path

FOLDER = Path(__file__).parent

# In the order in which they can be created. These know no table: generated columns of the models call them.
TEXT = (
    "functions/archive_plain_digits",
    "functions/archive_plain_letters",
    "functions/archive_fold",
    "functions/archive_unspaced",
    "functions/archive_word_characters",
    "functions/archive_sort_key",
    "functions/archive_simplify",
    "search/archive_search_border",
    "search/archive_search_words",
    "search/archive_search_compounds",
    "search/archive_search_joints",
    "search/archive_search_text",
    "search/archive_search_paragraphs",
    "functions/archive_search_config",
    "functions/archive_search_language",
    "functions/archive_search_english_stem",
    "functions/archive_search_stem",
    "search/archive_search_exact",
    "vectors/archive_search_lexemes",
    "vectors/archive_search_vector",
    "search/archive_join",
)
ALL = (
    *TEXT,
    "functions/archive_theme_ancestors",
    "functions/archive_theme_descendants",
    "functions/archive_acquire_write_lock",
    "functions/archive_touch_statements",
    "functions/archive_words_at",
    "vectors/archive_search_text_vector",
    "vectors/archive_search_prepare_texts",
    "vectors/archive_search_unknown_words",
    "views/archive_search_label",
    "views/archive_search_name_definition",
    "views/archive_search_definition",
    "views/archive_publication_definition",
    "search/archive_search_name_refresh",
    "vectors/archive_search_vector_words",
    "views/archive_search_row_words",
    "search/archive_search_forms",
    "search/archive_search_cards",
    "search/archive_search_keep_words",
    "search/archive_search_refresh",
    "search/archive_search_refresh_public",
    "search/archive_search_refresh_texts",
    "pending/archive_search_dependents",
    "pending/archive_search_count_dependents",
    "pending/archive_search_refresh_or_wait",
    "pending/archive_search_refresh_pending",
    "search/archive_search_refresh_dependents",
    "protection/archive_begin_writes",
    "protection/archive_end_writes",
    "triggers/archive_stamp_publication",
    "corrections/archive_increment_text_version",
    "triggers/archive_stamp_update",
    "triggers/archive_derive_passages",
    "triggers/archive_check_statement_text",
    "triggers/archive_check_document_anchors",
    "triggers/archive_check_statement_role",
    "triggers/archive_refuse_cycle",
    "triggers/archive_keep_redirect",
    "protection/archive_correction_hash",
    "protection/archive_chain_correction",
    "corrections/archive_record_correction",
    "corrections/archive_move_parts",
    "corrections/archive_move_statements",
    "corrections/archive_detach_statements",
    "corrections/archive_check_moved_statements",
    "corrections/archive_delete_orphan",
    "corrections/archive_check_orphan",
    "triggers/archive_search_prune_changes",
    "triggers/archive_lock_before_write",
    "triggers/archive_touch_statements_of_rows",
    "triggers/archive_search_record_truncate",
    "triggers/archive_search_refresh_after_write",
    "publication/archive_version_before",
    "publication/archive_record_publications",
    "publication/archive_record_event_publications",
    "publication/archive_record_publications_around",
    "publication/archive_record_statement_publications",
    "publication/archive_record_document_publications",
    "publication/archive_record_theme_choice_publications",
    "publication/archive_record_report_publications",
    "publication/archive_record_own_publications",
    "protection/archive_delete_passages",
    "protection/archive_refuse_write",
)


def read(name: str) -> str:
    """The SQL of ``functions/archive_fold`` and the like."""
    return (FOLDER / f"{name}.sql").read_text("utf-8")
