"""Others wait less for the correction of a long text: fewer indexes, a quicker check of its form, known words noted."""

import django.db.models.deletion
from django.db import migrations, models

from archive.sql.operations import ApplySQL

# IS NFC NORMALIZED takes a twentieth of a microsecond a character, at every write of a document's row. It need not be asked
# where no character could be part of another composition: these compose with nothing before them and have none of their own.
CANONICAL = r"""
ALTER TABLE archive_document DROP CONSTRAINT document_text_is_canonical;
ALTER TABLE archive_document ADD CONSTRAINT document_text_is_canonical CHECK (
    text !~ '[\u0001-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\ufeff]|^\s|\s$|\n\n\n|[ \u00a0\u3000]\n'
    AND (text !~ '[^\u0001-\u02ff\u0390-\u03ff\u0400-\u0482\u048a-\u052f\u2002-\u2027\u202a-\u205f\u3000-\u3029'
                 '\u3041-\u3096\u30a1-\u30ff\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff9f]'
        OR text IS NFC NORMALIZED)
);
"""


def without_index(model, related_name, on_delete):
    """Other indexes begin with the document."""
    field = models.ForeignKey(
        db_index=False, on_delete=on_delete, related_name=related_name, to="archive.document",
        verbose_name="document",
    )  # fmt: skip
    return migrations.AlterField(model_name=model, name="document", field=field)


class Migration(migrations.Migration):
    dependencies = [("archive", "0067_annotated_documents")]

    operations = [
        migrations.RunSQL(CANONICAL, migrations.RunSQL.noop),
        without_index("statement", "statements", django.db.models.deletion.PROTECT),
        without_index("passage", "passages", django.db.models.deletion.DO_NOTHING),
        ApplySQL(__name__),
    ]
