"""What of a page was public, when, and word for word, in the admin."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.urls import reverse

from api.documents import evidence
from cms.publishing.comparison import Mark, State, compare, words
from cms.users import roles
from cms.users.models import User
from tests import factories as make
from tests.cms.publishing.library import document_of, settle

pytestmark = pytest.mark.django_db


@pytest.fixture
def wanda(client):
    """A writer, signed in."""
    user = User.objects.create_user("wanda", password="wanda")
    user.groups.add(Group.objects.get(name=roles.WRITER))
    client.force_login(user)
    return client


@pytest.fixture
def article(db):
    return make.publish(make.article())


def again(article, kind="clinical", note="Another dose.", **changes):
    for name, value in {"change_kind": kind, "change_note": note, **changes}.items():
        setattr(article, name, value)
    return make.publish(article)


def raw(article):
    return [dict(block) for block in article.body.raw_data]


def page(client, name, article, *args, **query):
    response = client.get(reverse(f"published:{name}", args=[article.pk, *args]), query)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def rows(found):
    return [[" ".join(cell.text.split()) for cell in row.select("td")] for row in found.select("tbody tr")]


def differences(article, before, after):
    editions = document_of(article).editions
    return {one.label: one for one in compare(editions.get(number=before), editions.get(number=after))}


def test_each_publication_and_withdrawal_has_a_row_the_newest_first(wanda, article):
    article = again(article, summary="Other.")
    article.unpublish()
    newest, second, first = rows(page(wanda, "history", article))
    assert newest[1:3] == ["Withdrawn", ""]
    assert newest[4] == "Taken offline by the editors"
    assert second[1].startswith("Published: edition 2")
    assert second[2] == newest[0]
    assert second[4] == "Clinical: Another dose."
    assert first[1] == "Published: edition 1"
    assert first[2] == second[0]


def test_what_is_public_now_has_no_end_yet(wanda, article):
    found = page(wanda, "history", article)
    assert rows(found)[0][2] == "now"
    assert "Readers see edition 1 at /en/back/running-with-back-pain/" in " ".join(found.text.split())


def test_an_edition_that_followed_something_else_says_so_and_carries_no_note_of_another(wanda, article):
    article = again(article)
    ana = article.reviewer
    ana.name = "Ana Ruiz Vega"
    make.publish(ana)
    settle()
    assert rows(page(wanda, "history", article))[0][4] == "Something that it shows has changed."


def test_the_text_of_any_edition_can_be_read(wanda, article):
    again(article, summary="Other.")
    text = page(wanda, "edition", article, 1).text
    assert "What a painful back needs." in text
    assert "Walking keeps the back supple." in text
    assert "Not urgent: make an appointment" in text
    assert "Guideline 1" in text
    assert wanda.get(reverse("published:edition", args=[article.pk, 7])).status_code == 404


def test_words_that_are_gone_and_words_that_are_new_are_marked(wanda, article):
    again(article, kind="editorial", summary="What a sore back needs.")
    found = page(wanda, "comparison", article, **{"from": 2, "to": 1})
    assert [mark.text for mark in found.select("del")] == ["painful"]
    assert [mark.text.strip() for mark in found.select("ins")] == ["sore", "Changed since the review"]
    assert "2 parts changed, 0 added, 0 removed, 0 moved," in " ".join(found.text.split())


@pytest.mark.parametrize("asked", [{}, {"from": "1"}, {"from": "1", "to": "x"}, {"from": "1", "to": "9" * 40}])
def test_editions_that_are_not_there_can_not_be_compared(wanda, article, asked):
    assert wanda.get(reverse("published:comparison", args=[article.pk]), asked).status_code == 404


def test_a_block_is_known_again_wherever_it_stands(article):
    more = [make.block("callout", tone="tip", heading="Good to know", content="<p>New shoes.</p>")]
    article = again(article, body=[*raw(article), *more])
    _text, escalation, callout = raw(article)
    again(article, body=[callout, escalation])
    assert differences(article, 1, 2)["Callout: Good to know"].state == State.ADDED
    found = differences(article, 2, 3)
    assert (found["Text"].state, found["Text"].runs[0].text) == (State.REMOVED, "Walking keeps the back supple.")
    escalation_found, callout_found = (
        found["When to see a doctor: When to see a doctor"],
        found["Callout: Good to know"],
    )
    assert escalation_found.state == callout_found.state == State.SAME
    assert [one.moved for one in found.values()].count(True) == 1


def test_another_level_and_another_link_are_seen_though_no_word_of_the_block_says_so(article):
    text, escalation = raw(article)
    calmer = {**escalation, "value": {**escalation["value"], "level": "self_care"}}
    link = '<p>Walking keeps the <a href="https://example.org/backs">back</a> supple.</p>'
    again(article, body=[{**text, "value": {**text["value"], "content": link}}, calmer])
    found = differences(article, 1, 2)
    inserted = {
        label: "".join(run.text for run in one.runs if run.mark == Mark.INSERTED) for label, one in found.items()
    }
    assert "Self" in inserted["When to see a doctor: When to see a doctor"]
    assert "https://example.org/backs" in inserted["Text"]


def test_emphasis_alone_is_told_in_words(wanda, article):
    text, *others = raw(article)
    again(
        article,
        body=[{**text, "value": {**text["value"], "content": "<p>Walking keeps the <b>back</b> supple.</p>"}}, *others],
    )
    assert differences(article, 1, 2)["Text"].beside_words
    found = page(wanda, "comparison", article, **{"from": 1, "to": 2})
    assert "Its words are the same." in found.text


def test_two_texts_become_one_with_every_word_of_both():
    before, after = "Take two pills a day, with water.", "Take one pill a day.\nWith water."
    runs = words(before, after)
    assert "".join(run.text for run in runs if run.mark != Mark.INSERTED) == before
    assert "".join(run.text for run in runs if run.mark != Mark.DELETED) == after


def test_the_evidence_proves_itself_by_the_digest_that_is_shown(wanda, article):
    again(article)
    shown = page(wanda, "evidence", article).select_one(".published-digest").text
    file = wanda.get(reverse("published:evidence_file", args=[article.pk]))
    lines = b"".join(file.streaming_content).splitlines(keepends=True)
    assert evidence.verify(lines) == shown
    assert file["Content-Disposition"] == 'attachment; filename="history-article-running-with-back-pain-en.jsonl"'


def test_the_record_of_another_language_is_a_link_away(wanda, article):
    spanish = make.publish(make.translation_of(article))
    link = page(wanda, "history", article).find("a", string="Spanish")
    assert link["href"] == reverse("published:history", args=[spanish.pk])


def test_a_long_record_takes_as_many_queries_as_a_short_one(wanda, article, django_assert_max_num_queries):
    for number in range(5):
        article = again(article, summary=f"Summary {number}.")
    with django_assert_max_num_queries(30):
        assert len(rows(page(wanda, "history", article))) == 6


def test_a_topic_has_a_record_too_and_a_draft_has_none_yet(wanda, article):
    assert len(rows(page(wanda, "history", article.get_parent().specific))) == 1
    draft = make.article(title="A draft")
    response = wanda.get(reverse("published:history", args=[draft.pk]), follow=True)
    assert "Readers have never seen it." in response.content.decode()


def test_who_has_nothing_to_do_with_pages_sees_no_record(client, article):
    user = User.objects.create_user("rita", password="rita")
    user.groups.add(Group.objects.get(name=roles.RECEPTIONIST))
    client.force_login(user)
    for name in ("history", "evidence", "evidence_file"):
        assert client.get(reverse(f"published:{name}", args=[article.pk])).status_code == 302


def test_the_button_stands_where_the_page_is_edited(wanda, article):
    edit = wanda.get(reverse("wagtailadmin_pages:edit", args=[article.pk])).content.decode()
    assert reverse("published:history", args=[article.pk]) in edit
