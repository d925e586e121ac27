"""SQLite FTS5 in a file, asked as Datasette does it: the matches once for the rows and once more for every facet."""

import sqlite3
from pathlib import Path

from tests.benchmarks.queries import PER_PAGE, BenchmarkQuery, Term

from . import prepared
from .prepared import FACETS, FIELDS, TEXTS, as_facets, search_clauses, words_of

NAME = "SQLite FTS5"
SCHEMA = f"""
CREATE TABLE statement (id INTEGER PRIMARY KEY, {", ".join(FACETS)}, date TEXT, source_name TEXT, text TEXT);
CREATE TABLE carried (statement INTEGER, theme TEXT);
CREATE VIRTUAL TABLE fts USING fts5 (
    {", ".join(TEXTS)}, content='', tokenize="porter unicode61 remove_diacritics 2", prefix='4 5'
);
"""
# The weights of search/ordering.py: who speaks, what it is about, the words.
RANK = "bm25(fts, 1.0, 0.2, 0.2, 0.2, 0.8)"
ORDERS = {"relevance": f"{RANK}, s.id DESC", "newest": "s.date DESC, s.id DESC", "oldest": "s.date, s.id"}


class Engine:
    def __init__(self, database: str):
        path = prepared.cache_path(database, "sqlite")
        if not path.exists():
            build(path)
        self.size = path.stat().st_size
        self.connection = sqlite3.connect(path)
        self.connection.execute("PRAGMA cache_size = -512000")
        self.connection.execute("PRAGMA mmap_size = 8000000000")

    def ask(self, query: BenchmarkQuery) -> int:
        (total,) = self.rows(query, "SELECT count(*)")[0]
        self.page(query)
        for facet in FACETS:
            self.rows(
                query,
                f"SELECT {facet}, count(*)",
                without=facet,
                then="GROUP BY 1 ORDER BY 2 DESC LIMIT 48",
            )
        join = "JOIN carried c ON c.statement = s.id"
        self.rows(
            query,
            "SELECT c.theme, count(*)",
            without="theme",
            join=join,
            then="GROUP BY 1 ORDER BY 2 DESC LIMIT 48",
        )
        return total

    def best(self, words: list[str], depth: int, joint: str = " OR ") -> list[int]:
        """The statements that BM25 puts first among those with any of the words, or with all."""
        match = joint.join(f'"{word}"' for word in words)
        sql = f"SELECT rowid FROM fts WHERE fts MATCH ? ORDER BY {RANK} LIMIT ?"
        return [pk for (pk,) in self.connection.execute(sql, [match, depth])]

    def page(self, query: BenchmarkQuery) -> list:
        then = f"ORDER BY {ORDERS[query.order]} LIMIT {PER_PAGE} OFFSET {query.offset}"
        match = fts(query)
        if match and query.order == "relevance":
            tests, values = self.tests(query, "")
            where = " AND ".join(["fts MATCH ?", *tests])
            sql = f"SELECT s.* FROM fts JOIN statement s ON s.id = fts.rowid WHERE {where} {then}"
            return self.connection.execute(sql, [match, *values]).fetchall()
        return self.rows(query, "SELECT s.*", then=then)

    def rows(
        self, query: BenchmarkQuery, select: str, without: str = "", join: str = "", then: str = ""
    ) -> list:
        tests, values = self.tests(query, without)
        if match := fts(query):
            tests = ["s.id IN (SELECT rowid FROM fts WHERE fts MATCH ?)", *tests]
            values = [match, *values]
        sql = f"{select} FROM statement s {join} WHERE {' AND '.join(tests) or 'TRUE'} {then}"
        return self.connection.execute(sql, values).fetchall()

    def tests(self, query: BenchmarkQuery, without: str) -> tuple[list[str], list]:
        tests, values = [], []
        for facet, chosen in as_facets(query):
            if facet != without:
                marks = ", ".join("?" * len(chosen))
                column = (
                    "s.id IN (SELECT statement FROM carried WHERE theme"
                    if facet == "theme"
                    else f"(s.{facet}"
                )
                if facet == "year":
                    tests.append("s.year BETWEEN ? AND ?")
                    values += [chosen[0], chosen[-1]]
                else:
                    tests.append(f"{column} IN ({marks}))")
                    values += chosen
        for term in prepared.column_tests(query):
            test, value = column_test(term)
            tests.append(test)
            values.append(value)
        return tests, values


def column_test(term: Term) -> tuple[str, str | int]:
    match term.field:
        case "before":
            return "s.year < ?", int(term.text)
        case "after":
            return "s.year > ?", int(term.text)
        case "source":
            return "s.source_name = ?", term.text
    return f"s.{term.field} = ?", term.text


def fts(query: BenchmarkQuery) -> str:
    """The words in the query language of FTS5; empty where there are none."""
    clauses = search_clauses(query)
    wanted = [" OR ".join(map(match_expression, clause)) for clause in clauses if not clause[0].negated]
    unwanted = [match_expression(clause[0]) for clause in clauses if clause[0].negated]
    match = " AND ".join(f"({clause})" for clause in wanted)
    return f"({match}) NOT ({' OR '.join(unwanted)})" if unwanted else match


def match_expression(term: Term) -> str:
    words = f'"{" ".join(words_of(term))}"' + ("*" if term.prefix else "")
    return f"{{{FIELDS[term.field]}}} : {words}" if term.field else words


def build(path: Path) -> None:
    draft = path.with_suffix(".sqlite-draft")
    draft.unlink(missing_ok=True)
    connection = sqlite3.connect(draft)
    connection.executescript(f"PRAGMA journal_mode = off; PRAGMA synchronous = off; {SCHEMA}")
    names = source_names()
    statement = f"INSERT INTO statement VALUES ({', '.join('?' * (len(FACETS) + 4))})"
    words = f"INSERT INTO fts (rowid, {', '.join(TEXTS)}) VALUES (?, ?, ?, ?, ?, ?)"
    for row in prepared.rows():
        facets = [getattr(row, facet) for facet in FACETS]
        connection.execute(statement, [row.id, *facets, row.date, names[row.source], row.text])
        connection.execute(words, [row.id, *row.texts])
        connection.executemany("INSERT INTO carried VALUES (?, ?)", [(row.id, theme) for theme in row.themes])
    for facet in (*FACETS, "date"):
        connection.execute(f"CREATE INDEX statement_{facet} ON statement ({facet})")
    connection.execute("CREATE INDEX carried_theme ON carried (theme, statement)")
    connection.execute("CREATE INDEX carried_statement ON carried (statement, theme)")
    connection.execute("INSERT INTO fts (fts) VALUES ('optimize')")
    connection.execute("ANALYZE")
    connection.commit()
    connection.close()
    draft.rename(path)


def source_names() -> dict[str, str]:
    from archive.models import Source

    return dict(Source.objects.values_list("slug", "name"))
