"""The query language: text -> tokens (lexer) -> tree (parser) -> text (unparse). No Django but for ``examples``."""
