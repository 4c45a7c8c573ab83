"""GET /api/v1/"""

import pytest

from tests.api.documents.publishing import publish
from tests.builders import article, clinic

pytestmark = pytest.mark.django_db
ASKED = {"resolve": {"path": "/en/"}, "search": {"q": "knee"}, "suggest": {"q": "kn"}}
"""What links cannot be followed without."""


def test_the_index_tells_the_state_of_the_library_and_its_languages(client, django_assert_num_queries):
    publish(article())

    with django_assert_num_queries(1):
        index = client.get("/api/v1/").json()

    assert index["serial"] == 1
    assert index["locales"] == [{"code": "en", "name": "English"}, {"code": "es", "name": "Spanish"}]
    assert index["default_locale"] == "en"
    assert index["kinds"] == ["article", "topic", "clinician", "clinic", "form"]


def test_every_link_of_the_index_leads_somewhere(client):
    publish(clinic())

    for name, url in client.get("/api/v1/").json()["links"].items():
        path = url.removeprefix("http://127.0.0.1:8000")
        response = client.get(path, ASKED.get(name, {}))
        assert response.status_code == 200, name
