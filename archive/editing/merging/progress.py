"""Progress of merges and renames that run in batches, for the pages that show it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.apps import apps
from django.utils.translation import gettext as _

from archive.models import Merge, PendingRefresh, SearchRow


@dataclass(frozen=True)
class Progress:
    """``done`` of about ``total`` rows."""

    label: str
    done: int
    total: int

    @property
    def percent(self) -> int:
        return min(99, self.done * 100 // max(self.total, 1))


def all_progress() -> list[Progress]:
    """One query for renames, one for merges, and one for each name among them."""
    return [*progress_of_renames(PendingRefresh.objects.all()), *progress_of_merges(Merge.objects.running())]


def progress_of(model_name: str, pk: int) -> list[Progress]:
    renames = PendingRefresh.objects.for_object(model_name, pk)
    merges = Merge.objects.running().with_entries(model_name, pk)
    return [*progress_of_renames(renames), *progress_of_merges(merges)]


def progress_of_renames(pending: Iterable[PendingRefresh]) -> Iterator[Progress]:
    for refresh in pending:
        label = _("Updating the search for the new name of “%s”: paragraphs")
        if refresh.unit == SearchRow.Unit.STATEMENT:
            label = _("Updating the search for the new name of “%s”: statements")
        yield Progress(label % name_of(refresh.model_name, refresh.object_id), refresh.done, refresh.total)


def progress_of_merges(merges: Iterable[Merge]) -> Iterator[Progress]:
    for merge in merges:
        names = {"duplicate": merge.duplicate_name, "survivor": name_of(merge.model_name, merge.survivor)}
        label = _("“%(duplicate)s” is being merged into “%(survivor)s”")
        if merge.undo_started_at:
            label = _("The merge of “%(duplicate)s” into “%(survivor)s” is being undone")
        yield Progress(label % names, merge.done, merge.total)


def name_of(model_name: str, pk: int) -> str:
    row = apps.get_model("archive", model_name).objects.filter(pk=pk).first()
    return str(row) if row else _("an entry that no longer exists")
