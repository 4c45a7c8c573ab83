"""The same source again: the same draft, and nothing of an editor's is lost."""

import pytest
from django.test import Client
from django.utils import timezone

from cms.articles.models import ArticlePage
from cms.importing import runs
from cms.importing.drafts import Options
from cms.importing.models import ImportedArticle, ImportOutcome, ImportRun
from tests import factories
from tests.cms.importing.conftest import draft
from tests.cms.importing.files import as_html, as_text, as_wxr, post, wxr
from tests.cms.importing.running import ENGLISH

pytestmark = pytest.mark.django_db
Result = ImportOutcome.Result
CHANGED = [*ENGLISH, ("p", "A sentence that was added in the source.")]


@pytest.fixture(autouse=True)
def home():
    factories.home("en")


def test_nothing_new_changes_nothing(bring_in):
    [first] = bring_in("a.html", as_html(ENGLISH))
    before = draft(first)
    [second] = bring_in("a.html", as_html(ENGLISH))
    assert second.result == Result.UNCHANGED
    assert second.page_id == first.page_id
    assert before.revisions.count() == 1
    assert ArticlePage.objects.count() == 1


def test_what_changed_in_the_source_changes_in_the_draft(bring_in):
    [first] = bring_in("a.xml", as_wxr(ENGLISH))
    [second] = bring_in("later.xml", as_wxr(CHANGED))
    assert (second.result, second.page_id) == (Result.UPDATED, first.page_id)
    assert "A sentence that was added" in draft(second).body.render_as_block()
    assert bring_in("later.xml", as_wxr(CHANGED))[0].result == Result.UNCHANGED


def test_a_draft_that_an_editor_has_changed_is_not_touched(bring_in):
    [first] = bring_in("a.html", as_html(ENGLISH))
    page = draft(first)
    page.title = "My better title"
    page.save_revision()
    [second] = bring_in("a.html", as_html(CHANGED))
    assert second.result == Result.KEPT
    assert draft(second).title == "My better title"


def test_an_editor_whose_saving_writes_over_the_newest_revision_counts_too(bring_in, admin_user):
    [first] = bring_in("a.html", as_html(ENGLISH), by=admin_user)
    page = draft(first)
    page.title = "Saved by the editor's autosave"
    page.save_revision(user=admin_user, overwrite_revision=page.latest_revision)
    [second] = bring_in("a.html", as_html(CHANGED), by=admin_user)
    assert second.result == Result.KEPT
    assert draft(second).title == "Saved by the editor's autosave"


def test_an_article_that_was_published_is_not_touched(bring_in):
    [first] = bring_in("a.html", as_html(ENGLISH))
    ArticlePage.objects.filter(pk=first.page_id).update(live=True)
    assert bring_in("a.html", as_html(CHANGED))[0].result == Result.KEPT


def test_a_draft_that_was_deleted_is_made_anew(bring_in):
    [first] = bring_in("a.html", as_html(ENGLISH))
    ArticlePage.objects.get(pk=first.page_id).delete()
    assert bring_in("a.html", as_html(ENGLISH))[0].result == Result.CREATED


def test_a_draft_that_was_moved_is_still_the_same(bring_in):
    [first] = bring_in("a.html", as_html(ENGLISH))
    topic = factories.topic("Knees")
    ArticlePage.objects.get(pk=first.page_id).move(topic, pos="last-child")
    [second] = bring_in("a.html", as_html(CHANGED))
    assert second.result == Result.UPDATED
    assert draft(second).get_parent().pk == topic.pk


def test_different_files_of_the_same_name_are_different_sources(bring_in):
    bring_in("index.html", b"<h1>Knees</h1><p>Bend.</p>")
    [second] = bring_in("index.html", b"<h1>Hips</h1><p>Turn.</p>")
    assert second.result == Result.CREATED


def test_a_page_is_known_by_its_canonical_address_whatever_the_file_is_called(bring_in):
    page = b"<link rel=canonical href=https://old.example/knees/><h1>%s</h1><p>Bend.</p>"
    [first] = bring_in("a.html", page % b"Knees")
    [second] = bring_in("b.html", page % b"Your knees")
    assert (second.result, second.page_id) == (Result.UPDATED, first.page_id)


def test_two_posts_with_the_same_identity_are_both_kept(bring_in):
    outcomes = bring_in("a.xml", wxr([post("One", "a", number=7), post("Two", "b", number=7)]))
    assert [outcome.result for outcome in outcomes] == [Result.CREATED] * 2
    assert ImportedArticle.objects.count() == 2


class TestARunThatWasStopped:
    @pytest.fixture
    def export(self, tmp_path):
        path = tmp_path / "site.xml"
        path.write_bytes(wxr([post(f"Post {n}", f"Text {n}.", number=n) for n in range(10)]))
        return path

    def test_goes_on_where_it_was(self, export):
        run = runs.begin([export], options=Options(region="US"), pictures=None)
        [file] = run.files.all()
        reading = runs.read_file(file)
        for _ in range(4):
            next(reading)
        reading.close()
        again = runs.begin([export], options=Options(region="US"), pictures=None)
        assert again == run
        assert [outcome.title for outcome in runs.read_file(again.files.get())] == [f"Post {n}" for n in range(4, 10)]
        assert ArticlePage.objects.count() == 10
        assert not file.outcomes.exclude(result=Result.CREATED).exists()

    def test_is_another_one_if_anything_about_it_differs(self, export):
        first = runs.begin([export], options=Options(region="US"), pictures=None)
        assert runs.begin([export], options=Options(region="ES"), pictures=None) != first
        export.write_bytes(export.read_bytes() + b"\n")
        assert runs.begin([export], options=Options(region="US"), pictures=None) != first
        assert ImportRun.objects.count() == 3


def test_the_report_of_the_second_time_says_that_an_editor_came_between(bring_in, admin_client: Client):
    [first] = bring_in("a.txt", as_text(ENGLISH))
    page = draft(first)
    page.summary = f"Written by an editor on {timezone.localdate()}."
    page.save_revision()
    [second] = bring_in("a.txt", as_text(CHANGED))
    report = admin_client.get(f"/admin/imports/{second.file.run_id}/").content.decode()
    assert "Not touched: an editor has changed the draft" in report
