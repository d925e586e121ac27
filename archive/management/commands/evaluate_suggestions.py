"""Print how good the proposals are, over gold files or over the archive's own statements."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from archive.models import Document
from archive.proposing import Proposal, propose
from archive.proposing.evaluation.gold import GoldError, GoldSpan, GoldText, present_gold
from archive.proposing.evaluation.scores import Evaluation, evaluate
from archive.workbench.suggestions import known_speakers, passages_of, theme_finder


class Command(BaseCommand):
    help = (
        "Measure the proposals: precision, recall and F1 by kind, speaker, attribution and themes. "
        "Exits with 1 where a value is below its bar."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "gold", nargs="*", type=Path, metavar="GOLD", help="a gold file or a folder of them"
        )
        parser.add_argument(
            "--archive", action="store_true", help="take the archive's own statements as gold"
        )
        parser.add_argument("--no-names", action="store_true", help="evaluate as if no speaker were known")
        parser.add_argument("--min-precision", type=float, default=0.0, metavar="SHARE")
        parser.add_argument("--min-recall", type=float, default=0.0, metavar="SHARE")
        parser.add_argument("--min-f1", type=float, default=0.0, metavar="SHARE")
        parser.add_argument("--min-speaker", type=float, default=0.0, metavar="SHARE")
        parser.add_argument(
            "--show", action="store_true", help="print each span that is missed, wrong or of another speaker"
        )

    def handle(self, *args, **options):
        if bool(options["gold"]) == options["archive"]:
            raise CommandError("Name gold files, or give --archive.")
        texts, passages, omissions = _texts(options)
        for reason in omissions:
            self.stdout.write(f"skipped {reason}")
        if omissions and not texts:
            return
        if not any(text.spans for text in texts):
            raise CommandError("There is no gold: no text has a span.")
        result = evaluate(texts, lambda text: _propose(text, passages, options["no_names"]))
        self._print_scores(result)
        if options["archive"]:
            self.stdout.write(
                f"themes: the first is right for {_theme_share(texts):.3f} of the statements with themes"
            )
        if options["show"]:
            self._print_differences(result)
        if failures := _below_bars(result, options):
            self.stderr.write("Below the bar: " + ", ".join(failures) + ".")
            raise SystemExit(1)

    def _print_scores(self, result: Evaluation):
        for form, score in sorted(result.forms.items(), key=lambda entry: (entry[0] == "all", entry[0])):
            self.stdout.write(
                f"{form}: precision {score.precision:.3f} ({score.matched_proposals} of {score.proposals}), "
                f"recall {score.recall:.3f} ({score.matched_gold} of {score.gold}), F1 {score.f1:.3f}"
            )
        for name, counts in (("speaker", result.speakers), ("attribution", result.attributions)):
            share = result.share(counts)
            self.stdout.write(
                f"{name}: right for {share:.3f} ({counts['right']} of {counts['judged']}) of those matched"
            )

    def _print_differences(self, result: Evaluation):
        for text, span in result.missed:
            self.stdout.write(
                f"missed {text.name} {span.form} {span.speaker}: {text.text[span.start : span.end][:100]}"
            )
        for text, proposal in result.wrong:
            words = text.text[proposal.start : proposal.end][:100]
            self.stdout.write(f"wrong {text.name} {proposal.rule} {proposal.mention}: {words}")
        for text, span, proposal in result.misattributed:
            self.stdout.write(
                f"speaker {text.name}: {span.speaker}, proposed {proposal.speaker} ({proposal.mention})"
            )


def _texts(options) -> tuple[list[GoldText], dict[str, list], list[str]]:
    if not options["archive"]:
        try:
            texts, omissions = present_gold(options["gold"])
            return texts, {}, omissions
        except GoldError as error:
            raise CommandError(str(error)) from error
    names = tuple(known_speakers())
    texts, passages = [], {}
    for document in Document.objects.prefetch_related(
        "passages", "statements__speaker", "statements__themes"
    ).order_by("pk"):
        name = str(document.pk)
        passages[name] = passages_of(document.passages.all())
        texts.append(
            GoldText(name, document.text, document.language, document.kind, names, tuple(_spans(document)))
        )
    return texts, passages, []


def _spans(document: Document):
    for statement in document.statements.anchored():
        speaker = statement.speaker.name if statement.speaker else "?" if statement.voice == "unnamed" else ""
        themes = tuple(theme.pk for theme in statement.themes.all())
        yield GoldSpan(
            statement.start, statement.end, statement.attribution, speaker, statement.attribution, themes
        )


def _propose(text: GoldText, passages: dict[str, list], is_nobody_known: bool) -> list[Proposal]:
    names = () if is_nobody_known else text.names
    return propose(
        text.text, language=text.language, kind=text.kind, names=names, passages=passages.get(text.name, ())
    )


def _theme_share(texts: list[GoldText]) -> float:
    """The share of statements whose first proposed theme is right, their document left out."""
    right = total = 0
    for text in texts:
        spans = [span for span in text.spans if span.themes]
        if not spans:
            continue
        words = [text.text[span.start : span.end] for span in spans]
        finder = theme_finder(words, without_document=int(text.name))
        for span, words_of_span in zip(spans, words, strict=True):
            themes = finder.find(words_of_span, limit=1)
            total += 1
            right += bool(themes) and themes[0].id in span.themes
    return right / total if total else 0.0


def _below_bars(result: Evaluation, options) -> list[str]:
    values = {
        "precision": result.all.precision,
        "recall": result.all.recall,
        "f1": result.all.f1,
        "speaker": result.share(result.speakers),
    }
    return [
        f"{name} {value:.3f} is less than {options[f'min_{name}']:.3f}"
        for name, value in values.items()
        if value < options[f"min_{name}"]
    ]
