from argparse import ArgumentParser
from collections import Counter
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse
from wagtail.models import Locale

from cms.articles.models import TopicPage
from cms.importing import formats, runs
from cms.importing.drafts import Options
from cms.importing.models import ImportFile, ImportOutcome
from cms.importing.notes import Note, UnreadableSourceError
from cms.importing.readers.files import SourceFile
from cms.importing.recognition.recognise import recognise
from cms.importing.source import UnreadArticle


class Command(BaseCommand):
    help = (
        "Bring old articles in as drafts: WordPress exports, HTML pages, Word files, Markdown, plain text. "
        "Run it again with the same files after it was stopped, and it goes on; run it again later, and drafts that "
        "nobody has changed are brought up to date. Nothing is published. Exits with 1 if something could not be read."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument("--topic", default="", help="the topic to put the drafts below, by its slug or its number")
        parser.add_argument("--locale", default="", help="the language of all files; each article's own if left out")
        parser.add_argument("--images", type=Path, metavar="DIR", help="the folder that holds the pictures")
        parser.add_argument(
            "--region",
            default=settings.PHONE_REGION,
            help="the country of telephone numbers without a country code (default: %(default)s)",
        )
        parser.add_argument("--dry-run", action="store_true", help="only say what would be recognised")

    def handle(self, *args: Any, files: list[Path], images: Path | None, dry_run: bool, **options: Any) -> None:
        self._talkative = dry_run or options["verbosity"] > 1
        if missing := [str(path) for path in files if not path.is_file()]:
            raise CommandError(f"No such file: {', '.join(missing)}")
        if images and not images.is_dir():
            raise CommandError(f"No such folder: {images}")
        chosen = Options(_topic(options["topic"], options["locale"]), _locale(options["locale"]), options["region"])
        if dry_run:
            results = self._rehearse(files, chosen)
        else:
            run = runs.begin(files, options=chosen, pictures=images)
            results = Counter()
            for file in run.files.all():
                results += self._read(file)
            path = reverse("cms_importing:report", args=[run.pk])
            self.stdout.write(f"The report: {settings.PUBLIC_URL}{path}")
        self.stdout.write(", ".join(f"{number} {result}" for result, number in sorted(results.items())) or "Nothing.")
        if results["failed"]:
            raise CommandError("Not everything could be read.", returncode=1)

    def _read(self, file: ImportFile) -> Counter[str]:
        results: Counter[str] = Counter()
        done = file.outcomes.count()
        if done and not file.finished_at:
            self.stdout.write(f"{file.name}: going on after {done} articles.")
        try:
            for outcome in runs.read_file(file):
                done += 1
                results[outcome.result] += 1
                self._tell(f"{file.name} {done}/{file.articles} {outcome.result}", outcome)
        except KeyboardInterrupt as stopped:
            raise CommandError("Stopped. The same command goes on from here.", returncode=130) from stopped
        if error := file.error_note:
            results["failed"] += 1
            self.stderr.write(self.style.ERROR(f"{file.name}: {error}"))
        return results

    def _tell(self, start: str, outcome: ImportOutcome) -> None:
        self._tell_article(start, outcome.title, outcome.recognised, outcome.all_notes)

    def _tell_article(self, start: str, title: str, recognised: list[Any], notes: list[Note]) -> None:
        kinds = ", ".join(dict.fromkeys(kind for kind, _heading in recognised)) or "text only"
        todo = sum(note.needs_a_person for note in notes)
        self.stdout.write(f"{start}: {title} ({kinds}; {todo} things to check)")
        for note in notes if self._talkative else ():
            self.stdout.write(f"  {'!' if note.needs_a_person else ' '} {note}")

    def _rehearse(self, paths: list[Path], options: Options) -> Counter[str]:
        results: Counter[str] = Counter()
        for path in paths:
            try:
                for article in formats.read(SourceFile(path, path.name)).articles:
                    if isinstance(article, UnreadArticle):
                        results["failed"] += 1
                        self._tell_article(f"{path.name} unreadable", article.title, [], [article.note])
                        continue
                    results["readable"] += 1
                    draft = recognise(article, language=options.language, region=options.region)
                    self._tell_article(path.name, draft.title, draft.recognised, draft.notes)
            except UnreadableSourceError as error:
                results["failed"] += 1
                self.stderr.write(self.style.ERROR(f"{path.name}: {error}"))
        return results


def _locale(code: str) -> str:
    known = list(Locale.objects.values_list("language_code", flat=True))
    if code and code not in known:
        raise CommandError(f"The site has no language {code!r}. It has: {', '.join(known)}.")
    return code


def _topic(wanted: str, locale: str) -> TopicPage | None:
    if not wanted:
        return None
    topics = TopicPage.objects.filter(locale__language_code=locale) if locale else TopicPage.objects.all()
    found = list(topics.filter(pk=int(wanted)) if wanted.isdigit() else topics.filter(slug=wanted))
    if len(found) > 1:
        raise CommandError(f"Topics of several languages are called {wanted!r}: choose one with --locale.")
    if not found:
        slugs = ", ".join(topics.order_by("slug").values_list("slug", flat=True)[:50])
        raise CommandError(f"There is no topic {wanted!r}. There are: {slugs or 'none'}.")
    topic: TopicPage = found[0]
    return topic
