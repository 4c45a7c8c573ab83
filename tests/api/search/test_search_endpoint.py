"""GET /api/v1/search/ and /api/v1/search/suggest/"""

from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import pytest
import time_machine
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.search.schemas import SearchPage, Suggestions
from tests.api.documents.publishing import publish
from tests.api.search.asking import publish_article
from tests.builders import article, clinic, clinician, form, review, topic

pytestmark = pytest.mark.django_db
SEARCH, SUGGEST = "/api/v1/search/", "/api/v1/search/suggest/"


def slugs_of(response) -> list[str]:
    assert response.status_code == 200, response.content
    return [result["document"]["slug"] for result in response.json()["results"]]


def test_results_are_documents_as_lists_show_them_and_why_they_were_found(client):
    publish(article(slug="gout", title="Gout & you", summary="Crystals.", also_known_as=["podagra"]))

    answer = client.get(SEARCH, {"q": "gout"}).json()
    assert answer["results"] == [
        {
            "document": client.get("/api/v1/articles/").json()["results"][0],
            "highlights": {
                "title": {"html": "<mark>Gout</mark> &amp; you", "plain": "Gout & you"},
                "also_known_as": None,
                "passage": None,
            },
        }
    ]
    assert (answer["total"], answer["every_word"], answer["did_you_mean"]) == (1, True, None)
    assert answer["facets"]["topic"] == [{"value": "back", "title": "Back", "count": 1}]


def test_what_it_answers_for_every_kind_is_what_the_contract_says(client):
    for content in (article, topic, clinician, clinic, form):
        publish(content(title="Knees"))

    page = SearchPage.model_validate_json(client.get(SEARCH, {"q": "knee"}).content, strict=False)
    assert {result.document.kind for result in page.results} == {"article", "topic", "clinician", "clinic", "form"}
    assert Suggestions.model_validate_json(client.get(SUGGEST, {"q": "kn"}).content, strict=False).results


def test_a_slip_is_told(client):
    publish_article("gout", title="Gout")

    answer = client.get(SEARCH, {"q": "gowt"}).json()
    assert answer["did_you_mean"] == "gout"
    assert answer["total"] == 1


def test_filters_and_languages_narrow(client):
    publish_article("one", title="Knee", audience=["athletes"])
    publish_article("two", title="Knee", audience=["adults"])
    publish_article("rodilla", title="Rodilla", locale="es")

    assert slugs_of(client.get(SEARCH, {"q": "knee", "audience": "athletes"})) == ["one"]
    assert slugs_of(client.get(SEARCH, {"q": "knee", "kind": "topic"})) == []
    assert slugs_of(client.get(SEARCH, {"q": "rodilla", "locale": "es"})) == ["rodilla"]


def test_pages_lead_forth_and_back(client):
    for number in range(7):
        publish_article(f"knee-{number}", title=f"Knee {number}")
    whole = slugs_of(client.get(SEARCH, {"q": "knee"}))

    response = client.get(SEARCH, {"q": "knee", "limit": 3})
    seen, urls = slugs_of(response), []
    while url := response.json()["next"]:
        urls.append(url)
        assert f'<{url}>; rel="next"' in response["Link"]
        response = client.get(f"{SEARCH}?{urlsplit(url).query}")
        seen += slugs_of(response)
    assert seen == whole
    assert len(urls) == 2
    previous = response.json()["previous"]
    assert slugs_of(client.get(f"{SEARCH}?{urlsplit(previous).query}")) == whole[3:6]


@pytest.mark.parametrize("other", [{"q": "gout"}, {"q": "knee", "locale": "es"}, {"q": "knee", "kind": "article"}])
def test_a_cursor_is_good_only_for_its_own_search(client, other):
    for number in range(3):
        publish_article(f"knee-{number}", title="Knee")
    following = client.get(SEARCH, {"q": "knee", "limit": 1}).json()["next"]
    cursor = urlsplit(following).query.split("cursor=")[1].split("&")[0]

    response = client.get(SEARCH, {**other, "cursor": cursor})
    assert response.status_code == 400
    assert response.json()["errors"][0]["code"] == "wrong-cursor"


@pytest.mark.parametrize("path", [SEARCH, SUGGEST])
@pytest.mark.parametrize(
    ("query", "parameter", "code"),
    [
        ("", "q", "required"),
        ("q=", "q", "too-short"),
        ("q=" + "a" * 201, "q", "too-long"),
        ("q=" + "a" * 10_000, "q", "too-long"),
        ("q=a%00b", "q", "control-character"),
        ("q=a%0Ab", "q", "control-character"),
        ("q=a&q=b", "q", "repeated"),
        ("query=a", "query", "unknown"),
        ("q=a&locale=xx", "locale", "not-a-choice"),
        ("q=a&limit=0", "limit", "too-small"),
        ("q=a&limit=1000", "limit", "too-large"),
    ],
)
def test_what_is_refused_is_said(client, path, query, parameter, code):
    response = client.get(f"{path}?{query}")

    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"
    assert (parameter, code) in [(error["parameter"], error["code"]) for error in response.json()["errors"]]


def test_what_is_refused_is_said_in_spanish(client):
    response = client.get(f"{SEARCH}?q=a%00b&locale=es")

    assert response.json()["errors"][0]["detail"].startswith("Aquí no se admiten")


@pytest.mark.parametrize("query", ["q=%ED%A0%80", "q=%FF", "q=%C0%80"])
@pytest.mark.parametrize("path", [SEARCH, SUGGEST])
def test_what_is_not_utf_8_is_refused(client, path, query):
    assert client.get(f"{path}?{query}").status_code == 400


SYNTAX = [
    '"',
    "'",
    "*",
    "(",
    ")",
    "AND",
    "OR",
    "NOT",
    "NEAR(",
    ":",
    "^",
    "-",
    "+",
    "&",
    "|",
    "!",
    "<->",
    "\\",
    "%",
    "_",
    "{",
    "}",
]
QUESTIONS = st.one_of(
    st.text(max_size=200),
    st.lists(
        st.sampled_from([*SYNTAX, "knee", "gout", "title", "🦵", "é", "\u0301", "ß", "İ", "½", "⑴", "\ufffe"]),
        max_size=30,
    ).map(" ".join),
    st.lists(st.sampled_from([*SYNTAX, "a", "n", "é"]), max_size=60).map("".join),
)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    question=QUESTIONS,
    filters=st.fixed_dictionaries(
        {}, optional={"kind": st.just("article"), "topic": st.sampled_from(["back", "x-1_"])}
    ),
)
def test_any_question_is_answered_or_refused(one_article, question, filters):
    for path in (SEARCH, SUGGEST):
        given = {"q": question[:200], **(filters if path == SEARCH else {})}
        response = Client().get(path, given)
        assert response.status_code in {200, 400}, response.content
        if response.status_code == 400:
            assert {error["code"] for error in response.json()["errors"]} <= {"too-short", "control-character"}


@pytest.fixture
def one_article(db):
    publish_article("knee", title="Knee & gout", also_known_as=["title"], text="a b n")


@pytest.mark.parametrize(
    ("question", "queries"),
    [
        ("knee", 2),
        ("pain of the knee", 2),
        ("knee shoulder", 3),  # no entry has both
        ("kne pain", 3),  # one word is not known
        ("knee pai", 3),  # the last one is not finished
        ("pain knne", 4),  # the last one is neither finished nor known
    ],
)
def test_a_search_costs_a_few_queries_whatever_it_finds(client, django_assert_num_queries, question, queries):
    publish_article("shoulder", title="Shoulder")
    for number in range(30):
        publish_article(f"knee-{number}", title="Knee pain", text="and other things " * 50)

    with django_assert_num_queries(queries):
        assert client.get(SEARCH, {"q": question, "limit": 50}).json()["total"] >= 30


def test_a_suggestion_costs_three_queries(client, django_assert_num_queries):
    for number in range(30):
        publish_article(f"knee-{number}", title="Knee pain")

    with django_assert_num_queries(3):
        assert len(client.get(SUGGEST, {"q": "kn", "limit": 20}).json()["results"]) == 20


@pytest.mark.parametrize("path", [SEARCH, SUGGEST])
def test_answers_can_be_kept_until_the_library_changes(client, path):
    publish_article("knee", title="Knee")
    first = client.get(path, {"q": "knee"})

    assert first["Cache-Control"].startswith("public, max-age=")
    assert first["Cache-Tag"] == "library"
    assert first["Library-Serial"] == "1"
    again = client.get(path, {"q": "knee"}, headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304

    publish_article("knees", title="Knees")
    changed = client.get(path, {"q": "knee"}, headers={"If-None-Match": first["ETag"]})
    assert changed.status_code == 200
    assert changed["Library-Serial"] == "2"


def test_a_review_that_is_overdue_shows_from_its_day_on(client):
    publish(article(title="Knee", review=review(next_review_on="2028-05-04")))

    with time_machine.travel(datetime(2028, 5, 4, 23, 59, tzinfo=UTC), tick=False):
        before = client.get(SEARCH, {"q": "knee"})
    with time_machine.travel(datetime(2028, 5, 4, 23, 59, tzinfo=UTC) + timedelta(minutes=1), tick=False):
        after = client.get(SEARCH, {"q": "knee"})
    statuses = [response.json()["results"][0]["document"]["review"]["status"] for response in (before, after)]
    assert statuses == ["current", "overdue"]
    assert "max-age=0" in before["Cache-Control"]


@pytest.mark.parametrize("path", [SEARCH, SUGGEST])
def test_head_and_options_work_and_nothing_else_does(client, path):
    assert client.head(f"{path}?q=knee").status_code == 200
    assert client.options(path).status_code == 204
    assert client.post(f"{path}?q=knee").status_code == 405
