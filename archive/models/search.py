"""The search table: one narrow row per statement and per passage, kept by triggers."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models


class SearchRow(models.Model):
    """Equal, always, to what the view ``archive_search_definition`` says (archive/sql)."""

    class Unit(models.IntegerChoices):
        STATEMENT = 1
        PASSAGE = 2

    unit = models.SmallIntegerField(choices=Unit)
    object_id = models.BigIntegerField()
    document_id = models.BigIntegerField()
    public = models.BooleanField()
    speaker_id = models.BigIntegerField(null=True)
    event_id = models.BigIntegerField(null=True)
    source_id = models.BigIntegerField()
    kind = models.CharField(max_length=16)
    language = models.CharField(max_length=20)
    attribution = models.CharField(max_length=10)
    date = models.DateField(null=True)
    machine = models.BooleanField()
    translation = models.CharField(max_length=8, default="", db_default="")
    utterance_id = models.BigIntegerField(null=True)
    theme_ids = ArrayField(models.BigIntegerField())
    vector = SearchVectorField()

    class Meta:
        db_table = "archive_search"
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["unit", "object_id"], name="search_row_is_unique")]
        indexes = [
            GinIndex(fields=["theme_ids"], name="search_theme_ids"),
            # Readers search public rows of one unit: with an index for each, no row is read in vain.
            *(
                GinIndex(
                    fields=["vector"], name=f"search_words_{unit}", condition=models.Q(public=True, unit=unit)
                )
                for unit in (1, 2)
            ),
        ]

    def __str__(self):
        return f"{self.get_unit_display()} {self.object_id}"


class SearchName(models.Model):
    """The words under which a speaker, event, theme or document is found (archive_search_name_definition)."""

    pk = models.CompositePrimaryKey("model_name", "object_id")
    model_name = models.CharField(max_length=8)
    object_id = models.BigIntegerField()
    words = models.TextField()
    family = ArrayField(models.BigIntegerField())  # of a theme: its own id and those above it

    class Meta:
        db_table = "archive_search_name"
        default_permissions = ()

    def __str__(self):
        return f"{self.model_name} {self.object_id}"


class SearchWord(models.Model):
    """A word of public passages, as the search folds it, for whoever misspells it.

    Triggers add words; ``manage.py reindex`` counts them again, and drops those that are public no more.
    """

    word = models.CharField(max_length=24, unique=True)
    rows = models.IntegerField()  # passages that have it, as of when it was counted

    class Meta:
        db_table = "archive_search_word"
        default_permissions = ()

    def __str__(self):
        return self.word
