"""What the columns of a table mean: by their names, in the ways that archives, feeds and databases write them."""

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from archive.importing.errors import ImportDocumentError, abbreviate
from archive.importing.header import KEYS
from archive.importing.phrases import list_phrase
from archive.importing.readers.records.rows import Table
from archive.text.word_sets import word_set

TEXT, SPEAKER, IDENTIFIER = "text", "speaker", "id"
FIELDS = (TEXT, *KEYS, SPEAKER, IDENTIFIER)  # what a column can be mapped to
SAMPLE_SIZE = 3  # rows
MAX_LISTED_COLUMNS = 20  # in one sentence
MIN_TEXT_LENGTH = 100  # characters; half of the cells of a column of texts are longer
_ALIASES = {
    TEXT: "text body content full_text fulltext content_text content_html body_text body_html article_text "
    "article_body article speech transcript paragraphs segments utterances speeches turns message description texte "
    "inhalt volltext wortlaut contenido texto contenu corps testo conteúdo tekst текст содержание النص 正文 内容 內容 "
    "全文 本文 본문 "
    "body_text post_content corpo conteudo cuerpo corps_du_texte treść içerik metin nội_dung المحتوى תוכן",
    "title": "title headline heading subject document_title title_en name titre titel titulo título titolo überschrift "
    "schlagzeile tytuł заголовок название العنوان 标题 標題 タイトル 제목 "
    "başlık tiêu_đề כותרת rubrik tittel post_title",
    "date": "date published published_at publishedat published_date publish_date publication_date pubdate pub_date "
    "date_published dateline_date day datetime timestamp created_at created issued datum veröffentlicht fecha data "
    "date_de_publication fecha_de_publicación дата التاريخ 日期 发布日期 發布日期 发布时间 發布時間 時間 时间 "
    "日付 날짜 published_on posted posted_on posted_at date_posted date_issued issued_on issue_date release_date "
    "released date_of_publication speech_date date_of_speech date_of_delivery dated post_date veröffentlicht_am "
    "veröffentlichungsdatum erscheinungsdatum fecha_publicación fecha_de_publicación publicado publicado_el "
    "publicado_em data_de_publicação data_pubblicazione pubblicato_il date_de_parution publié_le data_publikacji "
    "дата_публикации "
    "опубликовано تاريخ_النشر תאריך tarih ngày dato 发表日期 发表时间 掲載日 公開日 게시일 작성일 등록일",
    "source": "source publisher outlet newspaper agency publication source_name source_title site_name website quelle "
    "herausgeber fuente fonte éditeur źródło источник المصدر 来源 來源 出典 출처 kaynak nguồn מקור media_outlet",
    "url": "url link permalink web_url source_url address canonical_url uri href lien enlace adresse ссылка 链接 網址",
    "language": "language lang locale language_code langue sprache idioma lingua язык 语言 語言",
    "kind": "kind type doc_type document_type category_type genre",
    SPEAKER: "speaker speaker_name speakername orator redner orateur orador oratore 发言人 發言人",
    IDENTIFIER: "id guid uid uuid doc_id document_id identifier _id",
    "rights_note": "rights_note rights license licence copyright",
    "original_title": "original_title title_original",
}


# What an object calls its one value: WordPress has {"title": {"rendered": …}}, linked data {"publisher": {"name": …}}.
_VALUE_NAMES = word_set("rendered value name plain html text #text @value display content")
PARAGRAPH_LISTS = ("paragraphs", "segments", "turns", "utterances", "speeches")


@dataclass(frozen=True)
class Columns:
    """The columns of a file, the field (of FIELDS) that each guess is for, and the first rows as text."""

    names: tuple[str, ...]
    guesses: Mapping[str, str]
    rows: tuple[tuple[str, ...], ...]
    row_count: int


def describe_columns(table: Table) -> Columns:
    """The columns for a page on which an editor confirms their meanings. The column of the text may be guessed by
    the length of its cells, since the editor sees the guess."""
    guesses = guess_columns(table.columns)
    if TEXT not in guesses and (longest := _longest_column(table, set(guesses.values()))):
        guesses[TEXT] = longest
    rows = tuple(
        tuple(display(row.values.get(name)) for name in table.columns) for row in table.rows[:SAMPLE_SIZE]
    )
    return Columns(tuple(table.columns), guesses, rows, len(table.rows) + len(table.refusals))


def guess_columns(names: Sequence[str]) -> dict[str, str]:
    """Column by field; by names alone. An earlier alias goes before a later one."""
    by_key: dict[str, str] = {}
    for name in names:
        by_key.setdefault(_normalise(name), name)
    for name in names:
        base, dot, last = name.rpartition(".")
        if dot and last.lower() in _VALUE_NAMES:
            by_key.setdefault(_normalise(base), name)
    guesses: dict[str, str] = {}
    for field, aliases in _ALIASES.items():
        column = next((by_key[alias] for alias in aliases.split() if alias in by_key), None)
        if column is not None and column not in guesses.values():
            guesses[field] = column
    return guesses


def resolve_columns(table: Table, mapping: Mapping[str, str], name: str) -> dict[str, str]:
    """Column by field, of a mapping that was given, else guessed. Raises ImportDocumentError."""
    for field, column in mapping.items():
        _check_field(field)
        if column and column not in table.columns:
            raise ImportDocumentError(
                f"{name} has no column “{abbreviate(column)}”. Its columns: {list_columns(table.columns)}."
            )
    columns = {field: column for field, column in mapping.items() if column} or _guess_in(table)
    if TEXT not in columns:
        raise ImportDocumentError(
            f"{name} has no column that is called text, body or content; choose the one with the text. "
            f"Its columns: {list_columns(table.columns)}."
        )
    return columns


def _guess_in(table: Table) -> dict[str, str]:
    """A list of paragraphs says more than the text beside it, which has no speakers."""
    guesses = guess_columns(table.columns)
    first = table.rows[0].values if table.rows else {}
    if TEXT in guesses and not isinstance(first.get(guesses[TEXT]), list):
        lists = [name for name in PARAGRAPH_LISTS if isinstance(first.get(name), list) and first[name]]
        guesses |= {TEXT: lists[0]} if lists else {}
    return guesses


def read_mapping(text: str) -> dict[str, str]:
    """Column by field of “title=Headline,text=Body”; a pair with a comma in it stands in quotation marks. Raises
    ImportDocumentError."""
    cells = next(csv.reader([text], skipinitialspace=True), [])
    pairs = [cell.partition("=") for cell in cells if cell.strip()]
    for field, equals, column in pairs:
        _check_field(field.strip())
        if not equals or not column.strip():
            raise ImportDocumentError(f"“{abbreviate(field)}” needs a column: write {field.strip()}=NAME.")
    return {field.strip(): column.strip() for field, _equals, column in pairs}


def _check_field(field: str) -> None:
    if field not in FIELDS:
        raise ImportDocumentError(
            f"“{abbreviate(field)}” is nothing a column can be. Choose from: {', '.join(FIELDS)}."
        )


def has_known_columns(names: Sequence[str]) -> bool:
    """Whether these are the names of a table of documents: a text, and something about it."""
    guesses = guess_columns(names)
    return TEXT in guesses and len(guesses) > 1


def display(value: Any) -> str:
    """A cell as a page shows it."""
    return "" if value is None else abbreviate(" ".join(str(value).split()))


def _normalise(name: str) -> str:
    name = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()
    return re.sub(r"[^\w]+", "_", name).strip("_") or name


def _longest_column(table: Table, excluded_names: set[str]) -> str:
    lengths = {
        column: median([len(str(row.values.get(column) or "")) for row in table.rows[:50]] or [0])
        for column in table.columns
        if column not in excluded_names
    }
    longest = max(lengths, key=lambda column: lengths[column], default="")
    return longest if longest and lengths[longest] >= MIN_TEXT_LENGTH else ""


def list_columns(names: Iterable[str]) -> str:
    return list_phrase(map(abbreviate, names), MAX_LISTED_COLUMNS)
