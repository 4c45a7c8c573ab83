"""What the worker notes, asks and tells about the references of articles."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms.articles.models import ArticleReference
from cms.references.asking import Answer
from cms.references.checking import AGAIN, ask_next, check_references, dead, gather
from cms.references.models import CitedAddress, Problem
from tests import factories as make
from tests.cms.review.conftest import member

pytestmark = pytest.mark.django_db

NOW = timezone.now()
OLD, NEW, OTHER = "https://old.example/a", "https://new.example/b", "https://other.example/"


def citing(*addresses, title="Running with back pain", **changes):
    page = make.article(title=title, **changes)
    rewrite(page, *addresses)
    return page


def rewrite(page, *addresses):
    page.references = [ArticleReference(title=f"Guideline {url}", url=url) for url in addresses]
    page.save_revision()


class Internet:
    """Answers what it was told for an address, 200 for every other one, and remembers who was asked."""

    def __init__(self, **answers):
        self.answers = {"https://" + host.replace("_", ".") + "/a": answer for host, answer in answers.items()}
        self.asked = []

    def __call__(self, url):
        self.asked.append(url)
        return self.answers.get(url, Answer("", 200))


GONE, SILENT = Answer(Problem.GONE, 404), Answer(Problem.SILENT)


def ask_all(internet, at):
    """Whatever is due at that time, with the rest that websites get."""
    while ask_next(at=at, ask=internet):
        at += timedelta(minutes=1)


def told(*, days, internet):
    """Ask every day for so many days; returns what is told to be dead."""
    for day in range(days):
        ask_all(internet, NOW + timedelta(days=day))
    return [one.url for one in dead()]


def test_addresses_of_drafts_are_noted_once_until_they_are_written_anew():
    page = citing(OLD)
    citing(OLD, NEW, title="Knees")
    assert gather(at=NOW) == 2
    assert gather(at=NOW) == 0
    assert set(CitedAddress.objects.values_list("url", flat=True)) == {OLD, NEW}
    rewrite(page, NEW)
    assert gather(at=NOW) == 1
    assert list(page.citations.addresses.values_list("url", flat=True)) == [NEW]


def test_an_address_that_nobody_cites_any_more_is_forgotten_without_being_asked():
    page = citing(OLD)
    gather(at=NOW)
    rewrite(page, NEW)
    gather(at=NOW)
    internet = Internet()
    ask_all(internet, NOW)
    assert internet.asked == [NEW]
    assert not CitedAddress.objects.filter(url=OLD).exists()


def test_an_address_is_asked_once_in_so_many_days(settings):
    settings.REFERENCE_CHECK_DAYS = 30
    citing(OLD)
    gather(at=NOW)
    internet = Internet()
    for day in range(61):
        ask_all(internet, NOW + timedelta(days=day))
    assert internet.asked == [OLD] * 3


def test_a_page_is_told_to_be_gone_when_it_was_not_there_twice():
    citing(OLD, NEW)
    gather(at=NOW)
    internet = Internet(old_example=GONE)
    assert told(days=1, internet=internet) == []
    assert told(days=2, internet=internet) == [OLD]
    (address,) = dead()
    assert (address.problem, address.status) == ("gone", 404)
    assert NOW <= address.failing_since < NOW + AGAIN


def test_a_page_that_is_there_again_is_told_no_more(settings):
    settings.REFERENCE_CHECK_DAYS = 7
    citing(OLD)
    gather(at=NOW)
    assert told(days=2, internet=Internet(old_example=GONE)) == [OLD]
    assert told(days=12, internet=Internet()) == []


def test_when_nobody_can_be_reached_it_is_not_their_fault():
    citing(OLD)
    gather(at=NOW)
    assert told(days=4, internet=Internet(old_example=SILENT)) == []


def test_silence_counts_while_others_answer():
    citing(OLD, OTHER)
    gather(at=NOW)
    assert told(days=5, internet=Internet(old_example=SILENT)) == [OLD]


def test_one_website_has_its_rest_between_two_questions():
    citing(OLD, "https://old.example/b", NEW)
    gather(at=NOW)
    internet = Internet()
    for _turn in range(5):
        ask_next(at=NOW, ask=internet)
    assert internet.asked == [OLD, NEW]
    ask_next(at=NOW + timedelta(minutes=1), ask=internet)
    assert internet.asked[2:] == ["https://old.example/b"]


def test_a_website_that_asks_for_patience_gets_it_for_all_its_pages():
    citing(OLD, "https://old.example/b")
    gather(at=NOW)
    internet = Internet(old_example=Answer("", 429, 3 * 86400))
    ask_all(internet, NOW)
    ask_all(internet, NOW + timedelta(days=2))
    assert internet.asked == [OLD]
    ask_all(internet, NOW + timedelta(days=3, minutes=1))
    assert internet.asked == [OLD, "https://old.example/b"]


def test_nothing_is_asked_where_that_is_switched_off(settings):
    settings.REFERENCE_CHECK_DAYS = 0
    citing(OLD)
    assert check_references(at=NOW) == 0
    assert not CitedAddress.objects.exists()


def test_the_worker_reaches_no_private_address():
    """With the real way of asking: the row is done, and tells nobody's page to be gone."""
    citing("http://127.0.0.1/")
    assert check_references(at=NOW) == 2
    assert CitedAddress.objects.get().failures == 0


@pytest.fixture
def library():
    """An article with a page that is gone; it is known."""
    page = citing(OLD, NEW)
    gather(at=NOW)
    told(days=2, internet=Internet(old_example=GONE))
    return page


def look(client, user, **query):
    client.force_login(user)
    return BeautifulSoup(client.get(reverse("references:index"), query).content, "html.parser").find("main")


def test_editors_get_a_list_of_articles_with_what_does_not_answer(client, library):
    citing(NEW, title="Well")
    page = look(client, member("wanda", "Writer"))
    assert [link.text.strip() for link in page.select("td.title a")] == [library.title]
    assert [link["href"] for link in page.select("td li a")] == [OLD]
    assert "the page is not there any more" in page.text
    page = look(client, member("paul", "Publisher"), problem="silent")
    assert page.select("td.title a") == []


def test_somebody_who_sees_the_page_has_it_asked_again(library):
    browser = Client(enforce_csrf_checks=True)
    form = look(browser, member("wanda", "Writer")).find("form", action=True, method="post")
    answers = {field["name"]: field["value"] for field in form.find_all("input")}
    assert "is asked again in a moment" in browser.post(form["action"], answers, follow=True).text
    internet = Internet()
    ask_all(internet, NOW + timedelta(days=2))
    assert OLD in internet.asked
    assert not dead().exists()
    assert browser.post(form["action"], answers).status_code == 404


def test_who_edits_no_articles_gets_no_list(client, library):
    client.force_login(member("rita", "Receptionist"))
    response = client.get(reverse("references:index"))
    assert client.post(reverse("references:again", args=[1])).status_code == 302
    assert response.status_code == 302
    assert response["Location"] == reverse("wagtailadmin_home")
