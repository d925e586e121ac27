from django.db import migrations

# Where common words follow one another in the public rows: of each pair its rows from first_row on, how often each has it
# and at which positions (archive/search/engine/postings/pairs.py), in the words of the row or in names and titles. The
# pairs of the words of a unit are complete as of its change: one that is not here is in no row.
PAIRS = """
CREATE TABLE archive_search_pair_words (
    unit smallint NOT NULL PRIMARY KEY,
    change_number bigint NOT NULL,
    change_id uuid NOT NULL,
    words text[] NOT NULL
);
CREATE TABLE archive_search_pairs (
    unit smallint NOT NULL,
    pair text NOT NULL,
    in_text boolean NOT NULL,
    first_row bigint NOT NULL,
    rows bytea NOT NULL,
    counts bytea NOT NULL,
    positions bytea NOT NULL,
    PRIMARY KEY (unit, pair, in_text, first_row)
);
ALTER TABLE archive_search_pairs ALTER COLUMN rows SET STORAGE EXTERNAL, ALTER COLUMN counts SET STORAGE EXTERNAL,
    ALTER COLUMN positions SET STORAGE EXTERNAL;
"""


class Migration(migrations.Migration):
    dependencies = [("archive", "0071_saves_and_corrections_faster")]

    operations = [
        migrations.RunSQL(PAIRS, "DROP TABLE archive_search_pairs, archive_search_pair_words"),
    ]
