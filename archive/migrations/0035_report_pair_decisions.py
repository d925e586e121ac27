"""Rejections of pairs, which were reports of an utterance beside one that stood only for the statement itself, become
rejected pairs."""

from hashlib import md5

from django.db import migrations, models

OWN_RULE = "its own"
MAX_LENGTH = 20_000


def move_rejections(apps, schema_editor):
    report, pair = apps.get_model("archive", "Report"), apps.get_model("archive", "ReportPair")
    for own in report.objects.filter(rule=OWN_RULE, status="suggested").select_related("statement"):
        together = report.objects.filter(utterance=own.utterance_id)
        for rejected in together.filter(status="rejected").select_related("statement"):
            first, second = sorted((own.statement, rejected.statement), key=lambda statement: statement.pk)
            words = f"{first.text[:MAX_LENGTH]}\0{second.text[:MAX_LENGTH]}"
            fields = {
                "status": "rejected",
                "words_hash": md5(words.encode(), usedforsecurity=False).hexdigest(),
                "decided_by_id": rejected.decided_by_id,
                "decided_at": rejected.decided_at or models.functions.Now(),
            }
            pair.objects.get_or_create(first=first, second=second, defaults=fields)
            rejected.delete()
        own.delete()
        if not together.exists():
            apps.get_model("archive", "Utterance").objects.filter(pk=own.utterance_id).delete()


class Migration(migrations.Migration):
    dependencies = [("archive", "0034_report_pairs")]
    operations = [migrations.RunPython(move_rejections, migrations.RunPython.noop)]
