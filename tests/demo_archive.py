"""The demo fixture in a test's database, quicker than ``loaddata``: each table in one statement."""

from collections import defaultdict

from django.conf import settings
from django.core import serializers
from django.core.management.color import no_style
from django.db import connection, transaction

from archive.models import Passage


def load_demo() -> None:
    """Every row of ``fixtures/demo.json``, with the triggers' work done and the sequences behind them."""
    rows = defaultdict(list)
    for row in serializers.deserialize("json", (settings.BASE_DIR / "fixtures/demo.json").read_text("utf-8")):
        rows[type(row.object)].append(row.object)
    with transaction.atomic(), connection.cursor() as cursor:
        for model, of_model in rows.items():
            if model is Passage:  # made with their document: the fixture says which are headings and who asks
                for passage in of_model:
                    passage.save_base(raw=True)
            else:
                model._base_manager.bulk_create(of_model)
        for line in connection.ops.sequence_reset_sql(no_style(), list(rows)):
            cursor.execute(line)
