"""A parsed query as an SQL expression of type ``tsquery``, its words as parameters."""

from .query import Query, Term


def tsquery(query: Query) -> tuple[str, list[str]]:
    """(expression, parameters); the expression of an empty query is an empty ``tsquery``."""
    clauses, params = [], []
    for clause in query.clauses:
        alternatives = []
        for term in clause:
            expression = term_sql(term)
            alternatives.append(expression)
            params.append(term.text)
        clauses.append("(" + " || ".join(alternatives) + ")")
    return (" && ".join(clauses) or "''::tsquery"), params


def term_sql(term: Term) -> str:
    words = "phraseto_tsquery('archive', archive_search_text(%s))"
    if term.prefix or is_one_sign(term):
        words = f"COALESCE(NULLIF({words}::text, '') || ':*', '')::tsquery"
    return f"!!({words})" if term.negated else words


def is_one_sign(term: Term) -> bool:
    """A single Chinese sign stands in the index only as the beginning of a pair."""
    return len(term.words) == 1 and len(term.words[0]) == 1 and ord(term.words[0]) >= 0x3040
