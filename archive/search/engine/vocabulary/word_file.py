"""The words of the table as a file on this host, beside that of the columns: every server process maps it, so that all
of them hold one copy, and what a process reads from the database are the words that were added since.

It is written as ``store.generation`` writes all such files, and is of one change of the feed, no older than its words:
in a database that has this change, the words up to the last one of the file are those of the file.
"""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from archive.search.engine.store import generation
from archive.search.engine.store.changes import find_changes, read_head
from archive.search.engine.store.generation import Generation

from .joining import HASH, JoinedWords, WordSet
from .lexicon import BITS, MAX_LENGTH, MIN_LENGTH, Lexicon

WRITE_AFTER = 2_000  # words that a process holds by itself
LEXICON = ("text", "starts", "letters", "pairs", "rows", "languages")  # arrays, in the order of its fields
JOINED = ("words", "joints", "joined")  # the same
# Of what another version of the program may make otherwise.
LAYOUT = sha256(repr((3, BITS, MIN_LENGTH, MAX_LENGTH, HASH)).encode()).hexdigest()


@dataclass(frozen=True)
class CachedLexicon:
    """``epoch`` and ``last_word`` are those of the columns it was read for; ``first`` and ``last`` are the ids of the
    rows then. ``shared``: the last row that the mapped file has, 0 for none; ``unshared``: words that came since."""

    epoch: int
    last_word: int
    first: int
    last: int
    lexicon: Lexicon
    joined: JoinedWords
    known: WordSet  # of rows and names, public or not
    shared: int
    unshared: int


def path_of(database: str) -> Path:
    return generation.path_of(database).with_suffix(".words")


def load(database: str, epoch: int) -> CachedLexicon | None:
    """Returns the words of the file of this host, None where there is none of this database. One query where there is
    one."""
    stored = generation.read(path_of(database), LAYOUT)
    if stored is None or not find_changes([stored.position]):
        return None
    arrays = stored.arrays
    lexicon = Lexicon(*(arrays[name] for name in LEXICON))
    joined = JoinedWords(*(WordSet(arrays[name]) for name in JOINED))
    last_word, first, last = stored.values["ids"]
    known = WordSet(arrays["known"])
    return CachedLexicon(epoch, last_word, first, last, lexicon, joined, known, shared=last, unshared=0)


def share(database: str, cached_lexicon: CachedLexicon) -> CachedLexicon | None:
    """Takes the file of words that another process wrote, or writes it, where this process holds many words by itself.
    Returns the mapped lexicon, without the words that came since; None where nothing is mapped. Some queries. Raises
    OSError where the disk refuses."""
    if cached_lexicon.unshared <= WRITE_AFTER:
        return None
    shared = load(database, cached_lexicon.epoch)
    if shared and shared.first == cached_lexicon.first and shared.last > cached_lexicon.shared:
        return shared
    path, position = path_of(database), read_head()
    with generation.only_writer(path) as is_mine:
        if not is_mine or not position.number:
            return None
        generation.write(path, contents(cached_lexicon, position), LAYOUT)
    return load(database, cached_lexicon.epoch)


def contents(cached_lexicon: CachedLexicon, position: generation.Position) -> Generation:
    lexicon = cached_lexicon.lexicon
    arrays = {name: getattr(lexicon, name) for name in LEXICON}
    arrays |= {name: getattr(cached_lexicon.joined, name).hashes for name in JOINED}
    arrays["known"] = cached_lexicon.known.hashes
    ids = [cached_lexicon.last_word, cached_lexicon.first, cached_lexicon.last]
    return Generation(position, arrays, {"ids": ids})
