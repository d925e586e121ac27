"""The themes of a statement and its chain of relays: rows of their own, saved together with it."""

from collections.abc import Collection, Sequence

from archive.models import Relay, Speaker, Statement, StatementTheme, Theme


def theme_ids(statement: Statement) -> set[int]:
    return set(statement.themes.order_by().values_list("pk", flat=True))


def relay_ids(statement: Statement) -> list[int]:
    """The ids of the speakers, the one nearest to the words first."""
    return list(statement.relays.values_list("speaker", flat=True))


def set_themes(statement: Statement, themes: Sequence[Theme], saved_ids: Collection[int]) -> None:
    """Writes only the differences, so that themes that stay keep their order. At most two queries."""
    theme_ids = {theme.pk for theme in themes}
    removed_ids = set(saved_ids) - theme_ids
    if removed_ids:
        StatementTheme.objects.filter(statement=statement, theme__in=removed_ids).delete()
    StatementTheme.objects.bulk_create(
        StatementTheme(statement=statement, theme=theme) for theme in themes if theme.pk not in saved_ids
    )


def set_relays(statement: Statement, speakers: Sequence[Speaker], saved_ids: Sequence[int]) -> None:
    """Rows keep their keys where possible, since an open form refers to them by key."""
    if list(saved_ids) == [speaker.pk for speaker in speakers]:
        return
    rows = list(statement.relays.order_by("position")) if saved_ids else []
    for number, (row, speaker) in enumerate(zip(rows, speakers, strict=False), 1):
        if (row.position, row.speaker_id) != (number, speaker.pk):
            Relay.objects.filter(pk=row.pk).update(position=number, speaker=speaker)
    if rows[len(speakers) :]:
        statement.relays.filter(pk__in=[row.pk for row in rows[len(speakers) :]]).delete()
    Relay.objects.bulk_create(
        Relay(statement=statement, position=number, speaker=speaker)
        for number, speaker in enumerate(speakers[len(rows) :], len(rows) + 1)
    )
