"""The calls for forms and enquiries keep what the description of the API promises, whatever is sent to them."""

from collections.abc import Iterator
from typing import Any

import orjson
import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings
from hypothesis.stateful import run_state_machine_as_test
from schemathesis import GenerationMode
from schemathesis.config import SchemathesisConfig

from api.enquiries.models import Enquiry
from api.http.openapi import description
from tests.api.enquiries.sending import publish_form, submission

pytestmark = pytest.mark.django_db
CALLS = ("openForm", "sendEnquiry", "checkEnquiry", "getEnquiryStatus")
# Data that fits the description is refused where the form isn't published, was sent already, or reads as medical.
CONFIG = SchemathesisConfig.from_dict(
    {
        "checks": {
            "positive_data_acceptance": {"expected-statuses": ["2xx", 308, 404, 406, 410, 413, 422, 429]},
            "negative_data_rejection": {"expected-statuses": [400, 404, 405, 406, 413, 415, 422, 429]},
        }
    }
)
QUIET = settings(suppress_health_check=list(HealthCheck), max_examples=40)


def described() -> dict[str, Any]:
    """The description, with how one call leads to another, and an enquiry that is received."""
    raw: dict[str, Any] = orjson.loads(orjson.dumps(description()))
    paths = {path: calls for path, calls in raw["paths"].items() if path.startswith(("/api/v1/forms", "/api/v1/enq"))}
    opened, sent = paths["/api/v1/forms/{key}/"]["get"], paths["/api/v1/enquiries/"]["post"]
    filled_in = submission() | {"token": "$response.body#/token", "form_version": "$response.body#/edition"}
    opened["responses"]["200"]["links"] = {
        name: {"operationId": name, "requestBody": filled_in} for name in ("sendEnquiry", "checkEnquiry")
    }
    # A serial that was never drawn is 503, and means no defect.
    opened["parameters"] = [found for found in opened["parameters"] if found["name"] != "min_serial"]
    opened["parameters"][0]["example"] = "get-in-touch"
    sent["responses"]["201"]["links"] = {
        "status": {"operationId": "getEnquiryStatus", "parameters": {"receipt": "$response.body#/receipt"}}
    }
    return raw | {"paths": paths}


@pytest.fixture
def contract(db, settings) -> Iterator[Any]:
    settings.ENQUIRY_SPAM_LIMIT = settings.ENQUIRY_NETWORK_LIMIT = settings.ENQUIRY_FORM_LIMIT = "1000000/60"
    publish_form()
    schema = schemathesis.openapi.from_dict(described(), config=CONFIG)
    schema.app = get_wsgi_application()
    for signal in (request_started, request_finished):  # they would close the connection of the test's transaction
        signal.disconnect(close_old_connections)
    yield schema
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.parametrize(
    ("operation_id", "mode"),
    [
        *((name, GenerationMode.POSITIVE) for name in CALLS),
        *((name, GenerationMode.NEGATIVE) for name in CALLS if name != "getEnquiryStatus"),  # takes any text at all
    ],
)
def test_each_call_answers_as_described(contract, operation_id, mode):
    operation = contract.find_operation_by_id(operation_id)

    @given(case=operation.as_strategy(generation_mode=mode))
    @QUIET
    def answers_as_described(case):
        case.call_and_validate()

    answers_as_described()


def test_calls_that_follow_each_other_answer_as_described(contract):
    run_state_machine_as_test(
        contract.as_state_machine(), settings=settings(QUIET, max_examples=15, stateful_step_count=8)
    )

    assert Enquiry.objects.exists()
