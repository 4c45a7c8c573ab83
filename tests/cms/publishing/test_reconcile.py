"""`manage.py reconcile` finds what differs between what is live and what is published, and mends it."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from api.documents.models import Document
from tests import factories
from tests.cms.publishing.library import assert_sound, published, settle

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> str:
    output = StringIO()
    call_command("reconcile", *arguments, stdout=output)
    return output.getvalue()


def test_nothing_to_report_when_all_is_well() -> None:
    factories.publish(factories.article())
    settle()
    assert "0 differences" in run()


def test_an_article_whose_text_was_changed_behind_wagtails_back_is_found_and_mended() -> None:
    article = factories.publish(factories.article())
    settle()
    type(article).objects.filter(pk=article.pk).update(summary="Changed in the database.")
    with pytest.raises(CommandError) as differs:
        run()
    assert differs.value.returncode == 1
    assert "outdated" in run("--repair")
    assert published(article)["summary"] == "Changed in the database."
    assert "0 differences" in run()


def test_an_article_that_is_live_without_a_document_is_found_and_mended() -> None:
    article = factories.article()
    settle()
    type(article).objects.filter(pk=article.pk).update(live=True)
    assert "missing" in run("--repair")
    assert published(article) is not None
    assert_sound()


def test_a_document_whose_page_is_no_longer_live_is_found_and_withdrawn() -> None:
    article = factories.publish(factories.article())
    settle()
    type(article).objects.filter(pk=article.pk).update(live=False)
    assert "left over" in run("--repair")
    assert not Document.objects.filter(kind="article", current__isnull=False).exists()
    assert_sound()


def test_what_cannot_be_published_is_reported_and_does_not_stop_the_others() -> None:
    bad, good = (factories.publish(factories.article(title=title)) for title in ("Bad", "Good"))
    settle()
    type(bad).objects.filter(pk=bad.pk).update(title="")
    type(good).objects.filter(pk=good.pk).update(summary="New.")
    with pytest.raises(CommandError):
        run("--repair")
    assert published(good)["summary"] == "New."
