"""What the models do not say: one constraint and the tables of the search engine; then functions, views and triggers."""

from django.db import migrations

from archive.sql.operations import ApplySQL

# Rule 1, first half: the text of a document is canonical (archive/text/canonical.py).
CANONICAL = r"""
ALTER TABLE archive_document ADD CONSTRAINT document_text_is_canonical CHECK (
    text IS NFC NORMALIZED
    AND text !~ '[\u0001-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\ufeff]'
    AND text !~ '(^\s|\s$|\n\n\n|[ \u00a0\u3000]\n)'
);
"""
# Which rows of the search table a transaction changed, and whether a name changed. Processes that keep columns of the table
# in memory remember the snapshot they read and ask for what became visible since (archive/search/engine/store/changes.py);
# numbers drawn from a sequence could be passed over when a lower one is committed later. NULL: read everything again.
CHANGES = """
CREATE TABLE archive_search_change (
    transaction xid8 NOT NULL DEFAULT pg_current_xact_id(),
    row_ids bigint[],
    names boolean NOT NULL DEFAULT FALSE
);
CREATE INDEX archive_search_change_transaction ON archive_search_change (transaction);
"""
# The rows of the most common words as of a snapshot, ids as bits, compressed (archive/search/engine/postings.py). With
# ten times the usual statistics, ten times as many words are known by their share of the rows.
POSTINGS = """
ALTER TABLE archive_search ALTER COLUMN vector SET STATISTICS 300;
CREATE TABLE archive_search_postings (
    unit smallint NOT NULL,
    word text NOT NULL,
    snapshot pg_snapshot NOT NULL,
    rows bytea NOT NULL,
    PRIMARY KEY (unit, word)
);
ALTER TABLE archive_search_postings ALTER COLUMN rows SET STORAGE EXTERNAL;
"""


class Migration(migrations.Migration):
    dependencies = [("archive", "0002_models")]
    operations = [
        migrations.RunSQL(CANONICAL),
        migrations.RunSQL(CHANGES),
        migrations.RunSQL(POSTINGS),
        ApplySQL(__name__),
    ]
