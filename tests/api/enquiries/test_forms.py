"""GET /api/v1/forms/ and /api/v1/forms/{slug or id}/"""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import orjson
import pytest
import time_machine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker
from pydantic import ValidationError

from api.documents import store
from api.documents.models import Change
from api.documents.schemas.forms import Form, FormContent
from api.enquiries import answers
from tests.api.enquiries.sending import publish_form
from tests.builders import FORM_ID, form
from tests.builders import form as build_form

NOW = datetime(2026, 11, 22, 15, tzinfo=UTC)


@pytest.mark.django_db
class TestOverHttp:
    def test_forms_are_listed_in_each_language(self, client):
        publish_form()
        publish_form(locale="es", slug="contacto", title="Contacto")

        assert [found["slug"] for found in client.get("/api/v1/forms/").json()["results"]] == ["get-in-touch"]
        assert client.get("/api/v1/forms/?locale=es").json()["results"][0]["title"] == "Contacto"

    def test_a_form_comes_with_all_that_is_needed_to_show_and_send_it(self, client):
        publish_form()

        opened = client.get("/api/v1/forms/get-in-touch/").json()

        assert opened["notice"] == "For non-medical questions and correspondence only."
        assert [field["name"] for field in opened["ui"]][:2] == ["name", "email"]
        assert opened["consent"]["version"] == "2026-11"
        assert opened["edition"] == 1
        Draft202012Validator.check_schema(opened["schema"])

    def test_each_answer_has_a_token_of_its_own_and_no_cache_keeps_it(self, client):
        publish_form()

        first, second = (client.get(f"/api/v1/forms/{FORM_ID}/") for _time in range(2))

        assert first["Cache-Control"] == "no-store"
        assert "ETag" not in first
        assert first.json()["token"] != second.json()["token"]

    @time_machine.travel(NOW, tick=False)
    def test_it_says_how_long_the_token_lasts(self, client):
        publish_form()

        opened = client.get("/api/v1/forms/get-in-touch/").json()

        assert datetime.fromisoformat(opened["token_expires_at"]) == NOW + timedelta(hours=24)

    def test_a_form_that_was_renamed_is_found_under_its_old_name(self, client):
        publish_form()
        publish_form(slug="contact", path="/en/forms/contact/")

        response = client.get("/api/v1/forms/get-in-touch/?locale=en")

        assert response.status_code == 308
        assert response["Location"] == "/api/v1/forms/contact/?locale=en"

    def test_a_form_that_was_taken_offline_is_gone(self, client):
        publish_form()
        store.withdraw(
            store.Identity("form", FORM_ID, "en"), reason=Change.Reason.UNPUBLISHED, by="Eva", at=datetime.now(UTC)
        )

        assert client.get("/api/v1/forms/get-in-touch/").status_code == 410

    def test_a_form_that_never_was_is_not_found(self, client):
        assert client.get("/api/v1/forms/nothing/").status_code == 404
        assert client.get("/api/v1/forms/nothing/?colour=red").status_code == 400


class TestDefinition:
    def test_the_schema_follows_from_the_fields(self):
        made = orjson.loads(build_form().model_dump_json())

        made["schema"]["required"] = []

        with pytest.raises(ValidationError, match="schema doesn't follow from ui"):
            FormContent.model_validate_json(orjson.dumps(made))

    @pytest.mark.parametrize("twice", ["name", "website"])
    def test_every_field_has_a_name_of_its_own(self, twice):
        field = {"name": twice, "type": "checkbox", "label": "Again", "help": "", "required": False}
        ui = [orjson.loads(found.model_dump_json()) for found in build_form().ui]

        with pytest.raises(ValidationError, match="a name of its own"):
            build_form(ui=[*ui, field])

    def test_a_form_holds_no_more_text_than_is_received(self):
        ui = [
            {"name": f"f{n}", "type": "long_text", "label": "L", "help": "", "required": True, "max_length": 5000}
            for n in range(5)
        ]

        with pytest.raises(ValidationError, match="at most 20000 characters"):
            build_form(ui=ui)

    def test_two_options_never_share_a_value(self):
        options = [{"value": "a", "label": "A"}, {"value": "a", "label": "B"}]
        choice = {"name": "c", "type": "choice", "label": "C", "help": "", "required": True, "options": options}

        with pytest.raises(ValidationError, match="a value of its own"):
            build_form(ui=[choice])


FORM = Form.model_validate_json(
    orjson.dumps(
        {
            **orjson.loads(form(id=uuid4()).model_dump_json()),
            "edition": 1,
            "published_at": "2026-11-02T12:00:00Z",
            "first_published_at": "2026-11-02T12:00:00Z",
            "changes": [],
        }
    )
)
SCHEMA = Draft202012Validator(FORM.json_schema, format_checker=FormatChecker(["date", "email"]))
VALID = {"name": "Rosa", "email": "rosa@example.org", "message": "Hello", "website": ""}
anything = st.one_of(
    st.text(max_size=20),
    st.sampled_from(
        ["", " ", "\n", "a\nb", "a\x00b", "é" * 3001, "billing", "2026-02-30", "2026-03-01", "+13055550142"]
    ),
    st.sampled_from([None, True, False, 0, 1, 1.5, [], {}, ["billing"], {"a": 1}]),
)


def accepts(given_fields: dict[str, Any]) -> bool:
    return not answers.check(FORM, given_fields)[1]


@given(fields=st.dictionaries(st.sampled_from([*(f.name for f in FORM.ui), "other"]), anything))
@settings(max_examples=400, suppress_health_check=[HealthCheck.too_slow])
def test_what_the_service_accepts_fits_the_schema(fields):
    if accepts(VALID | fields):
        assert SCHEMA.is_valid(VALID | fields), list(SCHEMA.iter_errors(VALID | fields))


@given(name=st.sampled_from(["name", "message", "topic", "newsletter", "other"]), value=anything)
@settings(max_examples=400)
def test_text_choices_and_ticks_are_accepted_exactly_when_they_fit_the_schema(name, value):
    assert accepts(VALID | {name: value}) == SCHEMA.is_valid(VALID | {name: value})
