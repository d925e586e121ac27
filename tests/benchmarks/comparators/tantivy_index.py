"""tantivy, a search engine in Rust with columns for counting: about the best that this machine can do.

It is no dependency of the archive. In an environment of its own that also sees the archive's:

    python3 -m venv /tmp/venv-bench && /tmp/venv-bench/bin/pip install 'tantivy>=0.27'
    echo "$PWD/.venv/lib/python3.11/site-packages" > /tmp/venv-bench/lib/python3.11/site-packages/archive.pth
    /tmp/venv-bench/bin/python -m tests.benchmarks.run --size 10000
"""

import shutil
from pathlib import Path

import tantivy

from tests.benchmarks.queries import PER_PAGE, BenchmarkQuery, Term

from . import prepared
from .prepared import FACETS, FIELDS, TEXTS, as_facets, search_clauses, words_of

NAME = "tantivy"
COLUMNS = (*FACETS, "theme")
BOOSTS = {"speaker_name": 1.0, "event_name": 0.2, "theme_name": 0.2, "title": 0.2, "words": 0.8}


class Engine:
    def __init__(self, database: str):
        path = prepared.cache_path(database, "tantivy")
        if not path.exists():
            build(path)
        self.size = sum(file.stat().st_size for file in path.iterdir())
        self.index = tantivy.Index.open(str(path))
        self.index.register_tokenizer("folded", make_analyzer())
        self.searcher = self.index.searcher()

    def ask(self, query: BenchmarkQuery) -> int:
        wanted = self.query(query)
        order = {} if query.order == "relevance" else {"order_by_field": "day", "order": ORDERS[query.order]}
        match = self.searcher.search(wanted, PER_PAGE, offset=query.offset, **order)
        for _score, address in match.hits:
            self.searcher.doc(address)
        chosen = {facet for facet, _ in as_facets(query)}
        self.searcher.aggregate(wanted, {name: terms(name) for name in COLUMNS if name not in chosen})
        for facet in chosen:
            self.searcher.aggregate(self.query(query, without=facet), {facet: terms(facet)})
        return match.count

    def best(self, words: list[str], depth: int) -> list[int]:
        """The statements that BM25 puts first among those with any of the words."""
        query = self.index.parse_query(
            " ".join(f'"{word}"' for word in words), list(TEXTS), field_boosts=BOOSTS
        )
        hits = self.searcher.search(query, depth).hits
        return [self.searcher.doc(address)["id"][0] for _score, address in hits]

    def query(self, query: BenchmarkQuery, without: str = "") -> tantivy.Query:
        parts = [(tantivy.Occur.Must, tantivy.Query.all_query())] if not search_clauses(query) else []
        for clause in search_clauses(query):
            occur = tantivy.Occur.MustNot if clause[0].negated else tantivy.Occur.Must
            parts.append((occur, any_of([self.term(term) for term in clause])))
        tests = [(facet, values) for facet, values in as_facets(query) if facet != without]
        tests += [column_test(term) for term in prepared.column_tests(query)]
        parts += [(tantivy.Occur.Must, self.test(facet, values)) for facet, values in tests]
        return tantivy.Query.boolean_query(parts)

    def term(self, term: Term) -> tantivy.Query:
        """Of a phrase the words in a row, in any of the texts; the parser of tantivy stems them."""
        words = " ".join(words_of(term))
        fields = [FIELDS[term.field]] if term.field else list(TEXTS)
        if term.prefix:
            return any_of(
                [tantivy.Query.regex_query(self.index.schema, field, f"{words}.*") for field in fields]
            )
        return self.index.parse_query(f'"{words}"', fields, field_boosts=BOOSTS)

    def test(self, facet: str, values: list) -> tantivy.Query:
        schema = self.index.schema
        if facet == "year":
            return tantivy.Query.range_query(schema, "year", tantivy.FieldType.Integer, values[0], values[-1])
        return any_of([tantivy.Query.term_query(schema, facet, value, "basic") for value in values])


ORDERS = {"newest": tantivy.Order.Desc, "oldest": tantivy.Order.Asc}


def any_of(queries: list[tantivy.Query]) -> tantivy.Query:
    if len(queries) == 1:
        return queries[0]
    return tantivy.Query.boolean_query([(tantivy.Occur.Should, query) for query in queries])


def terms(facet: str) -> dict:
    return {"terms": {"field": facet, "size": 48}}


def column_test(term: Term) -> tuple[str, list]:
    match term.field:
        case "before":
            return "year", [0, int(term.text) - 1]
        case "after":
            return "year", [int(term.text) + 1, 9999]
        case "source":
            return "source", [slug_of_source(term.text)]
    return term.field, [term.text]


def slug_of_source(name: str) -> str:
    from archive.models import Source

    return Source.objects.values_list("slug", flat=True).get(name=name)


def build(path: Path) -> None:
    draft = path.with_suffix(".tantivy-draft")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir()
    index = tantivy.Index(schema(), str(draft))
    index.register_tokenizer("folded", make_analyzer())
    writer = index.writer(heap_size=256_000_000, num_threads=1)
    for row in prepared.rows():
        writer.add_document(tantivy.Document(**document(row)))
    writer.commit()
    writer.wait_merging_threads()
    draft.rename(path)


def make_analyzer() -> tantivy.TextAnalyzer:
    """Lower case, without accents, stemmed as English, as our own configuration does it."""
    filters = (tantivy.Filter.lowercase(), tantivy.Filter.ascii_fold(), tantivy.Filter.stemmer("english"))
    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    for item in filters:
        builder = builder.filter(item)
    return builder.build()


def schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_integer_field("id", stored=True, fast=True)
    builder.add_integer_field("year", indexed=True, fast=True)
    builder.add_integer_field("day", fast=True)
    for name in COLUMNS:
        if name != "year":
            builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
    for name in TEXTS:
        builder.add_text_field(name, stored=name == "words", tokenizer_name="folded")
    return builder.build()


def document(row: prepared.Row) -> dict:
    facets = {name: [getattr(row, name)] for name in FACETS if getattr(row, name)}
    texts = {name: [text] for name, text in zip(TEXTS, row.texts, strict=True)}
    return {"id": [row.id], "day": [int(row.date.replace("-", ""))], "theme": row.themes, **facets, **texts}
