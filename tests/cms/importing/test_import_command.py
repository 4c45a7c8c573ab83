"""`manage.py import_articles`, in this process and in one that gets killed."""

import os
import signal
import subprocess
import sys
import time
import tracemalloc
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection

from cms.articles.models import ArticlePage
from cms.importing import formats
from cms.importing.models import ImportedArticle, ImportOutcome, ImportRun
from cms.importing.readers.files import SourceFile
from tests import factories
from tests.cms.importing.files import FORMATS, as_gutenberg, post, wxr
from tests.cms.importing.running import ENGLISH, SPANISH


def run_command(*arguments, **options):
    output, errors = StringIO(), StringIO()
    try:
        call_command("import_articles", *map(str, arguments), stdout=output, stderr=errors, **options)
    except CommandError as error:
        return error.returncode, output.getvalue(), errors.getvalue() + str(error)
    return 0, output.getvalue(), errors.getvalue()


@pytest.fixture
def five_files(tmp_path):
    paths = []
    for suffix, written in FORMATS.items():
        path = tmp_path / f"running.{suffix}"
        path.write_bytes(written(ENGLISH))
        paths.append(path)
    return paths


@pytest.mark.django_db
class TestTheCommand:
    @pytest.fixture(autouse=True)
    def homes(self):
        factories.home("en")
        factories.home("es")

    def test_brings_five_files_of_five_formats_in_as_five_drafts(self, five_files):
        code, output, _ = run_command(*five_files)
        assert code == 0
        assert ArticlePage.objects.filter(live=False).count() == 5
        assert "running.docx 1/1 created: Running with back pain" in output
        assert "5 created" in output
        assert f"/admin/imports/{ImportRun.objects.get().pk}/" in output

    def test_says_what_it_would_do_and_does_nothing(self, five_files):
        code, output, _ = run_command(*five_files, dry_run=True)
        assert code == 0
        assert "benefits, alternatives, escalation, call_to_action" in output
        assert "! Check “When to see a doctor”: its level was read as not urgent." in output
        assert not ArticlePage.objects.exists()
        assert not ImportRun.objects.exists()

    def test_reads_what_it_can_and_fails_for_what_it_cannot(self, five_files, tmp_path):
        broken = tmp_path / "broken.docx"
        broken.write_bytes(b"no zip")
        code, output, errors = run_command(broken, *five_files)
        assert code == 1
        assert "broken.docx: This is no Word file" in errors
        assert "5 created" in output

    def test_puts_drafts_below_the_topic_that_is_named(self, five_files):
        topic = factories.topic("Back")
        run_command(five_files[0], topic="back")
        assert ArticlePage.objects.get().get_parent().pk == topic.pk

    @pytest.mark.parametrize(
        ("options", "word"),
        [
            ({"topic": "nowhere"}, "There are: back"),
            ({"locale": "fr"}, "It has: en, es"),
            ({"images": "/no/such/folder"}, "No such folder"),
        ],
    )
    def test_says_what_there_is_instead_of_what_there_is_not(self, five_files, options, word):
        factories.topic("Back")
        if "images" in options:
            options = {"images": five_files[0].parent / "missing"}
        code, _, errors = run_command(five_files[0], **options)
        assert code == 1
        assert word in errors

    def test_says_which_file_is_not_there(self, tmp_path):
        code, _, errors = run_command(tmp_path / "missing.md")
        assert (code, "missing.md" in errors) == (1, True)

    def test_takes_pictures_from_a_folder(self, tmp_path):
        (tmp_path / "a.html").write_bytes(b"<h1>T</h1><p>x</p><img src=knee.png alt='A knee'>")
        (tmp_path / "knee.png").write_bytes(factories.image_file().read())
        run_command(tmp_path / "a.html", images=tmp_path)
        assert ArticlePage.objects.get().body[1].value["image"].alt_text == "A knee"


def large_export(path, count):
    posts = []
    for number in range(count):
        article = ENGLISH if number % 2 else SPANISH
        posts.append(post(f"Post {number}", as_gutenberg(article), number=number))
    path.write_bytes(wxr(posts))


def drafts():
    return {
        row.key: (row.page.title, row.page.slug, row.page.body.get_prep_value(), row.digest)
        for row in ImportedArticle.objects.select_related("page")
    }


@pytest.mark.django_db(transaction=True)
def test_killed_in_the_middle_and_run_again_it_ends_as_if_it_had_not_been(tmp_path):
    factories.home("en")
    factories.home("es")
    export = tmp_path / "site.xml"
    large_export(export, 18)
    run_command(export)
    undisturbed = drafts()
    for page in ArticlePage.objects.all():
        page.delete()
    ImportRun.objects.all().delete()

    process = subprocess.Popen(
        [sys.executable, "manage.py", "import_articles", str(export)],
        cwd=settings.BASE_DIR,
        env={**os.environ, "DATABASE_URL": _database_url(), "DJANGO_SETTINGS_MODULE": "backend.settings"},
        stdout=subprocess.DEVNULL,
    )
    until = time.monotonic() + 60
    while ImportOutcome.objects.count() < 5 and time.monotonic() < until:
        time.sleep(0.02)
    process.send_signal(signal.SIGKILL)
    process.wait()
    done = ImportOutcome.objects.count()
    assert 5 <= done < 18

    code, output, _ = run_command(export)
    assert code == 0
    assert f"site.xml: going on after {done} articles." in output
    assert f"{18 - done} created" in output
    assert drafts() == undisturbed
    assert ImportRun.objects.count() == 1
    assert set(ImportOutcome.objects.values_list("result", flat=True)) == {"created"}


def _database_url():
    database = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{database['NAME']}"
    host = database["HOST"] or "localhost"
    credentials = f"{database['USER']}:{database['PASSWORD']}"
    return f"postgres://{credentials}@{host}:{database['PORT'] or 5432}/{database['NAME']}"


def test_five_hundred_posts_are_read_in_memory_that_does_not_grow_with_their_number(tmp_path):
    def peak(count):
        path = tmp_path / "site.xml"
        with path.open("wb") as stream:
            whole = wxr([post("Post NUMBER", f"<p>{'A long sentence stands here. ' * 200}</p>", number=7)])
            start, item_end = whole.index(b"<item>"), whole.index(b"</channel>")
            stream.write(whole[:start])
            for number in range(count):
                stream.write(whole[start:item_end].replace(b"NUMBER", str(number).encode()))
            stream.write(whole[item_end:])
        reading = formats.read(SourceFile(path, path.name))
        tracemalloc.start()
        assert sum(1 for _ in reading.articles) == count == reading.total
        highest = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return highest

    assert peak(500) < 2 * peak(20)
