"""Only http and https become links. What has another scheme is emptied; the history keeps what it was."""

from django.contrib.postgres.operations import AddConstraintNotValid, ValidateConstraint
from django.db import migrations

from archive.models.base.web_address import WebAddressField, web_address_constraint

TABLES = {"document": 1000, "source": 500}
EMPTY = r"UPDATE archive_{} SET url = '' WHERE url <> '' AND url !~* '^https?://[^\s]+$'"


class Migration(migrations.Migration):
    # Each statement by itself: the checking of a million rows does not lock readers or writers out.
    atomic = False
    dependencies = [("archive", "0036_decisions")]

    operations = [
        *(
            migrations.AlterField(name, "url", WebAddressField("web address", max_length=length, blank=True))
            for model, length in TABLES.items()
            for name in (model, f"{model}event")
        ),
        *(
            AddConstraintNotValid(model, web_address_constraint(f"{model}_url_is_web_address"))
            for model in TABLES
        ),
        *(migrations.RunSQL(EMPTY.format(model), migrations.RunSQL.noop) for model in TABLES),
        *(ValidateConstraint(model, f"{model}_url_is_web_address") for model in TABLES),
    ]
