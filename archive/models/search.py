"""The search table, one narrow row per statement and per passage, kept by triggers; and synonyms, kept by editors."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from archive.models.base.history import track_history
from archive.text.words import folded_words

MAX_MEMBERS = 12  # of a set
MAX_WORDS = 4  # of a member
# The size of a GIN index's pending list. The session that fills it sorts the entries in while it holds the write lock,
# so a correction of a long text must not fill it; archive/management/batches.py empties it a second later.
PENDING_LIST_KILOBYTES = 16 * 1024


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
    term_ids = ArrayField(models.BigIntegerField(), default=list, db_default=[])
    vector = SearchVectorField()

    class Meta:
        db_table = "archive_search"
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["unit", "object_id"], name="search_row_is_unique")]
        indexes = [
            GinIndex(
                fields=["theme_ids"], name="search_theme_ids", gin_pending_list_limit=PENDING_LIST_KILOBYTES
            ),
            # Readers search public rows of one unit: with an index for each, no row is read in vain.
            *(
                GinIndex(
                    fields=["vector"],
                    name=f"search_words_{unit}",
                    condition=models.Q(public=True, unit=unit),
                    gin_pending_list_limit=PENDING_LIST_KILOBYTES,
                )
                for unit in (1, 2)
            ),
            # Editors search the others as well.
            GinIndex(
                fields=["vector"],
                name="search_words_unpublished",
                condition=models.Q(public=False),
                gin_pending_list_limit=PENDING_LIST_KILOBYTES,
            ),
            models.Index(
                fields=["unit", "language"], name="search_unpublished", condition=models.Q(public=False)
            ),
        ]

    def __str__(self):
        return f"{self.get_unit_display()} {self.object_id}"


class SearchName(models.Model):
    """The words under which a speaker, event, theme or document is found (archive_search_name_definition)."""

    pk = models.CompositePrimaryKey("model_name", "object_id")
    model_name = models.CharField(max_length=8)
    object_id = models.BigIntegerField()
    family = ArrayField(models.BigIntegerField())  # of a theme: its own id and those above it
    vector = SearchVectorField(null=True)  # its words as they stand
    editorial = SearchVectorField(null=True)  # by which editors find a document: its titles, slug and address

    class Meta:
        db_table = "archive_search_name"
        default_permissions = ()
        indexes = [GinIndex(fields=["editorial"], name="search_name_editorial")]

    def __str__(self):
        return f"{self.model_name} {self.object_id}"


class PendingRefreshQuerySet(models.QuerySet):
    def for_object(self, model_name: str, object_id: int):
        return self.filter(model_name=model_name, object_id=object_id)


class PendingRefresh(models.Model):
    """The rows of a speaker, event or theme that was renamed and has more of them than are refreshed at once: they
    follow in batches, by their id. Those after ``last_id`` have the former name; ``done`` of about ``total`` the new.
    """

    model_name = models.CharField(max_length=7)
    object_id = models.BigIntegerField()
    unit = models.SmallIntegerField(choices=SearchRow.Unit)
    last_id = models.BigIntegerField(db_default=0)
    done = models.IntegerField(db_default=0)
    total = models.IntegerField()
    since = models.DateTimeField(db_default=models.functions.Now())

    objects = PendingRefreshQuerySet.as_manager()

    class Meta:
        db_table = "archive_search_pending"
        default_permissions = ()
        ordering = ["since", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["model_name", "object_id", "unit"], name="pending_refresh_is_unique"
            )
        ]

    def __str__(self):
        return f"{self.model_name} {self.object_id}: {self.done} of {self.total}"


class SearchWord(models.Model):
    """A word, as the search folds it, of rows in a language: for its other forms, and for whoever misspells it.

    Triggers add words; ``manage.py reindex`` counts them again, and drops those that no row has any more.
    """

    language = models.CharField(max_length=20)  # without script and country
    word = models.TextField()
    stem = models.TextField()
    rows = models.IntegerField()  # public passages that have it in their text, as of when it was counted

    class Meta:
        db_table = "archive_search_word"
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["language", "word"], name="search_word_is_unique")]
        indexes = [models.Index(fields=["language", "stem"], name="search_word_stem")]

    def __str__(self):
        return self.word


@track_history()
class SynonymSet(models.Model):
    """Spellings of one word, or words for one thing: who searches for one of them finds all. No reindexing is needed.

    A word may be in several sets; sets are not joined by the words they share.
    """

    words = ArrayField(
        models.CharField(max_length=60),
        verbose_name=_("words"),
        help_text=_("Words or names that mean the same, separated by commas: colour, color."),
    )
    note = models.CharField(_("note"), max_length=200, blank=True)

    class Meta:
        ordering = ["words"]
        verbose_name = _("set of synonyms")
        verbose_name_plural = _("synonyms")
        constraints = [
            models.UniqueConstraint(
                fields=["words"],
                name="synonym_set_is_unique",
                violation_error_message=_("A set with exactly these words already exists."),
            ),
            models.CheckConstraint(
                condition=models.Q(words__len__gte=2),
                name="synonym_set_has_two_words",
                violation_error_message=_("A set needs at least two words, separated by a comma."),
            ),
        ]

    def __str__(self):
        return ", ".join(self.words)

    def clean(self):
        """Raises ValidationError for a member that no search could use or that occurs twice."""
        members = [" ".join(word.split()) for word in self.words or []]
        folded = [folded_words(member) for member in members]
        for place, (member, words) in enumerate(zip(members, folded, strict=True)):
            if not words:
                raise ValidationError({"words": _("“%s” has no letters or digits to search for.") % member})
            if len(words) > MAX_WORDS:
                message = _("“%(member)s” has more than %(most)d words.")
                raise ValidationError({"words": message % {"member": member, "most": MAX_WORDS}})
            if words in folded[:place]:
                message = _("The search already treats “%(member)s” and “%(other)s” as the same.")
                other_form = members[folded.index(words)]
                raise ValidationError({"words": message % {"member": member, "other": other_form}})
        if len(members) > MAX_MEMBERS:
            raise ValidationError({"words": _("A set has at most %d words.") % MAX_MEMBERS})
        self.words = members
