"""The themes of a statement and the chain of relays: rows of their own, saved with it."""

from collections.abc import Collection, Sequence

from archive.models import Relay, Speaker, Statement, StatementTheme, Theme


def theme_ids(statement: Statement) -> set[int]:
    return set(statement.themes.order_by().values_list("pk", flat=True))


def relay_ids(statement: Statement) -> list[int]:
    """The speakers', nearest to the words first."""
    return list(statement.relays.values_list("speaker", flat=True))


def set_themes(statement: Statement, themes: Sequence[Theme], saved: Collection[int]) -> None:
    """Only what differs is written, so that those that stay keep their order. At most two queries."""
    chosen = {theme.pk for theme in themes}
    removed = set(saved) - chosen
    if removed:
        StatementTheme.objects.filter(statement=statement, theme__in=removed).delete()
    StatementTheme.objects.bulk_create(
        StatementTheme(statement=statement, theme=theme) for theme in themes if theme.pk not in saved
    )


def set_relays(statement: Statement, speakers: Sequence[Speaker], saved: Sequence[int]) -> None:
    if list(saved) == [speaker.pk for speaker in speakers]:
        return
    if saved:
        statement.relays.all().delete()
    Relay.objects.bulk_create(
        Relay(statement=statement, position=number, speaker=speaker)
        for number, speaker in enumerate(speakers, 1)
    )
