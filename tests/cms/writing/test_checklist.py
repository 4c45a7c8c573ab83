"""The panel beside the editor: what is missing and what could be better, while somebody writes."""

from threading import Event, Thread

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import rich_text
from wagtail.users.models import UserProfile

from cms.articles.models import ArticlePage
from cms.headless import editorial_transaction
from cms.references.models import CitedAddress
from cms.users.models import User
from tests import factories as make
from tests.cms.articles.test_article_form import escalation_of_form, form
from tests.cms.review.conftest import member

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    client.force_login(User.objects.create_superuser("eva", "eva@clinic.example", "secret"))
    return client


@pytest.fixture
def page():
    return make.article()


class Shown:
    """The panel as it comes from the server."""

    def __init__(self, response):
        assert response.status_code == 200
        self.soup = BeautifulSoup(response.content, "html.parser")
        self.text = " ".join(self.soup.text.split())

    def points(self, heading):
        """{text: (field, part)} of what stands below a heading."""
        (found,) = [one for one in self.soup.find_all("h3") if one.text.strip() == heading]
        for sibling in found.find_next_siblings():
            if sibling.name == "h3":
                break
            if sibling.name == "ul":
                return {
                    one.text.strip(): (button.get("data-field"), button.get("data-part"))
                    for one in sibling.find_all("li")
                    for button in [one.find("button") or {}]
                }
        return {}

    @property
    def missing(self):
        return self.points("Before it can be published")

    @property
    def advice(self):
        return self.points("Advice")


def check(editor, page, *, topics=(), **written):
    data = {**form(page, **written), "topics": list(topics)}
    return Shown(editor.post(reverse("writing:check", args=[page.pk]), data))


def check_new(editor, topic, *, topics=(), **written):
    address = reverse("writing:check_new", args=["cms_articles", "articlepage", topic.pk])
    return Shown(editor.post(address, {**form(**written), "topics": list(topics)}))


def points_of_form(kind="benefits", heading="Good", **item):
    value = {"text": "It helps.", "detail": "", "reference": "", **item}
    items = {"count": 1, "0": {"value": value, "deleted": "", "order": 0, "type": "item", "id": ""}}
    return (kind, {"heading": heading, "intro": "", "items": items})


def paragraph(html):
    return ("text", {"heading": "Walk", "content": rich_text(html)})


def test_it_says_what_publishing_would_say_and_where_to_mend_it(editor, page):
    refused = editor.post(
        reverse("wagtailadmin_pages:edit", args=[page.pk]), {**form(page), "action-publish": "1"}
    ).context["form"]
    shown = check(editor, page)
    for field in ("summary", "topics", "reviewer", "reviewed_on", "next_review_on"):
        (text,) = refused.errors[field]
        assert shown.missing[text] == (field, None)
    assert shown.missing["Name at least one reference that the text rests on."] == ("references", None)
    assert shown.soup.div["data-missing"] == str(len(shown.missing))


def test_it_follows_what_is_written_and_saves_nothing(editor, page):
    before = ArticlePage.objects.get(pk=page.pk)
    assert "Write a summary" in check(editor, page).text
    assert "Write a summary" not in check(editor, page, summary="What helps.", title="Another").text
    after = ArticlePage.objects.get(pk=page.pk)
    assert (after.title, after.summary, after.latest_revision_id) == (before.title, "What a painful back needs.", None)


def test_a_whole_article_lacks_nothing(editor, page):
    written = {
        "summary": "What helps.",
        "body": [escalation_of_form()],
        "references": [{"title": "Guideline", "publisher": "", "year": "", "url": "", "doi": "", "accessed_on": ""}],
        "reviewer": page.reviewer_id,
        "reviewed_on": "2026-05-04",
        "next_review_on": "2027-05-04",
        "topics": [page.get_parent().pk],
    }
    shown = check(editor, page, **written)
    assert shown.missing == {}
    assert "Nothing is missing." in shown.text


def test_what_a_block_lacks_leads_to_that_block(editor, page):
    shown = check(editor, page, body=[paragraph("<p>Walk.</p>"), points_of_form(heading="")])
    (place,) = [place for text, place in shown.missing.items() if text.startswith("2 (Benefits) / Heading")]
    assert place == ("body", "1")


def test_what_cannot_be_saved_is_said_once(editor, page):
    make.article(title="Taken", under=make.topic("Knees"))
    shown = check(editor, page, slug="taken")
    assert [text for text, place in shown.missing.items() if place == ("slug", None)] == [
        "Slug: “Taken” has this slug already. Choose a different one."
    ]
    shown = check(editor, page, reviewed_on="soon", references=[{"title": "", "url": "nowhere"}])
    assert shown.missing["Reviewed on: Enter a valid date."] == ("reviewed_on", None)
    assert shown.missing["Reference 1 / Web address: Enter a valid URL."] == ("references", "0")
    assert "Reference 1 / Title: This field is required." in shown.missing


def test_advice_is_beside_what_is_missing_and_leads_to_its_block(editor, page):
    body = [paragraph('<h3>Begin</h3><p>Look <a href="https://example.org/">here</a>.</p>'), points_of_form()]
    shown = check(editor, page, body=body)
    assert shown.advice["The link “here” does not say where it leads."] == ("body", "0")
    assert [place for text, place in shown.advice.items() if "no risks" in text] == [("body", "1")]
    assert "You can publish without it." in shown.text


def test_advice_on_what_is_half_written_stays(editor, page):
    shown = check(editor, page, body=[points_of_form(heading="", reference="")])
    assert "names benefits and no risks" in shown.text


def test_advice_keeps_nothing_from_being_published(editor, page):
    title = "The same title"
    make.publish(make.article(title=title, slug="one"))
    page = make.article(title=title, slug="two", body=make.body("en", make.block("text", content="<h4>Deep</h4>")))
    make.publish(page)
    assert ArticlePage.objects.get(pk=page.pk).live


def test_a_title_that_reads_like_another_of_the_language_is_named(editor, page):
    make.article(title="¿Qué es la ciática?", slug="sciatica")
    assert check(editor, page, title="Que es la Ciatica").advice[
        "There is another article with the title “¿Qué es la ciática?”. Readers could not tell them apart."
    ] == ("title", None)
    other = make.article("es", title="Knee pain")
    assert "another article" not in check(editor, page, title="Knee pain").text
    assert "another article" not in check(editor, other, title="Knee pain").text


def test_it_tells_how_hard_the_text_is_to_read_in_its_language(editor, page):
    easy = "<p>" + "Walk a bit each day. Rest when it hurts. " * 8 + "</p>"
    assert "(Flesch–Kincaid)" in check(editor, page, body=[paragraph(easy)]).text
    assert "from 50 words on" in check(editor, page, body=[paragraph("<p>Walk.</p>")]).text
    spanish = make.article("es")
    easy = "<p>" + "Camine un poco cada día. Pare si le duele. " * 8 + "</p>"
    assert "(Fernández Huerta)" in check(editor, spanish, body=[paragraph(easy)]).text


def test_a_new_article_is_helped_before_it_is_saved(editor):
    make.clinic()
    topic = make.topic()
    shown = check_new(editor, topic, title="", slug="", topics=[topic.pk])
    assert shown.missing["Title: This field is required."] == ("title", None)
    assert "Choose a topic" not in shown.text
    assert "Choose a topic" in check_new(editor, topic).text
    assert not ArticlePage.objects.exists()


def test_the_panel_stands_in_the_editor_of_articles_alone(editor, page):
    shown = editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).text
    assert f'data-writing-help-url-value="{reverse("writing:check", args=[page.pk])}"' in shown
    assert 'data-side-panel-toggle="writing"' in shown
    topic = page.get_parent()
    new = editor.get(reverse("wagtailadmin_pages:add", args=["cms_articles", "articlepage", topic.pk])).text
    assert reverse("writing:check_new", args=["cms_articles", "articlepage", topic.pk]) in new
    assert "data-writing-help" not in editor.get(reverse("wagtailadmin_pages:edit", args=[topic.pk])).text


def test_it_speaks_the_editors_language_not_the_articles(editor, page):
    UserProfile.objects.create(user=User.objects.get(username="eva"), preferred_language="es")
    shown = check(editor, page, body=[points_of_form()])
    assert "Escriba un resumen" in shown.text
    assert "Nombra beneficios y ningún riesgo" in shown.text


def test_a_writer_learns_what_is_left_to_the_review(client, page):
    client.force_login(member("wanda", "Writer"))
    page.reviewer = None
    page.save_revision()
    shown = check(client, page)
    assert shown.points("What a clinical review adds") == {"Name the clinician who reviewed the text.": (None, None)}
    assert "Write a summary: lists and search engines show it." in shown.missing
    assert shown.soup.div["data-missing"] == str(len(shown.missing))


def test_who_may_not_edit_the_page_is_told_nothing(client, page):
    address = reverse("writing:check", args=[page.pk])
    assert client.post(address, form(page)).status_code == 302
    client.force_login(member("rita", "Receptionist"))
    assert client.post(address, form(page))["Location"] == reverse("wagtailadmin_home")


@pytest.mark.django_db(transaction=True)
def test_it_answers_while_somebody_else_publishes(editor, page):
    """It writes nothing, so it does not wait for who does."""
    begun, done = Event(), Event()

    def publish_slowly():
        with editorial_transaction():
            begun.set()
            done.wait(timeout=30)
        connection.close()

    other = Thread(target=publish_slowly)
    other.start()
    try:
        assert begun.wait(timeout=30)
        assert "Write a summary" in check(editor, page).text
        assert other.is_alive()
    finally:
        done.set()
        other.join()


def test_references_and_links_that_do_not_answer_are_named_where_they_stand(editor, page):
    now = timezone.now()
    gone = {"host": "old.example", "due_at": now, "failures": 2, "failing_since": now, "problem": "gone"}
    CitedAddress.objects.create(url="https://old.example/a", **gone)
    CitedAddress.objects.create(url="https://old.example/b", **{**gone, "failures": 1})
    source = {"publisher": "", "year": "", "doi": "", "accessed_on": ""}
    shown = check(
        editor,
        page,
        body=[paragraph('<p>See <a href="https://old.example/a#top">the guideline on backs</a>.</p>')],
        references=[
            {**source, "title": "Second", "url": "https://old.example/a", "ORDER": "2"},
            {**source, "title": "First", "url": "https://old.example/b", "ORDER": "1"},
        ],
    )
    points = {text: place for text, place in shown.advice.items() if "has not answered since" in text}
    assert list(points.values()) == [("references", "0"), ("body", "0")]
    assert next(iter(points)).startswith("Reference 2 has not answered")
    assert "old.example/b" not in shown.text
