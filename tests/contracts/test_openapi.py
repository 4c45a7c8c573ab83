"""The released contract: tests/contracts/openapi.json."""

import shutil
import subprocess
from pathlib import Path

import orjson
import pytest
from openapi_spec_validator import validate

from api.documents.schemas import KINDS
from api.http.openapi import description

FOR_ONE_PERSON = {"openForm", "sendEnquiry", "checkEnquiry", "getEnquiryStatus", "getPreview"}
COMMITTED = Path(__file__).with_name("openapi.json")
REFRESH = "python manage.py spectacular --format openapi-json --file tests/contracts/openapi.json"
TYPESCRIPT = ("--yes", "--package", "openapi-typescript@7.13.0", "--package", "typescript@5.9.3", "--")


@pytest.fixture(scope="module")
def contract():
    return description()


def test_the_committed_contract_is_what_the_service_describes(contract):
    assert orjson.loads(orjson.dumps(contract)) == orjson.loads(COMMITTED.read_bytes()), (
        f"The API has changed. If no client can break by it, refresh the contract: {REFRESH}"
    )


def test_the_service_gives_the_contract_out(client, contract):
    response = client.get("/api/v1/openapi.json")

    assert response.json() == orjson.loads(orjson.dumps(contract))
    assert response["Content-Type"] == "application/json"


def test_it_is_valid_openapi(contract):
    assert contract["openapi"] == "3.1.1"
    validate(contract)


def test_it_describes_only_the_public_api(contract):
    assert all(path.startswith("/api/v1/") for path in contract["paths"])


@pytest.mark.parametrize(
    ("union", "property_name"),
    [
        ("Block", "type"),
        ("RichTextNode", "type"),
        ("Target", "type"),
        ("FormField", "type"),
        ("RichText", "format"),
        ("AnyDocument", "kind"),
    ],
)
def test_each_union_is_discriminated_and_each_member_says_which_it_is(contract, union, property_name):
    schemas = contract["components"]["schemas"]
    members = [option["$ref"].rsplit("/", 1)[1] for option in schemas[union]["oneOf"]]
    discriminator = schemas[union]["discriminator"]

    assert discriminator["propertyName"] == property_name
    assert {name.rsplit("/", 1)[1] for name in discriminator["mapping"].values()} == set(members)
    for value, name in discriminator["mapping"].items():
        member = schemas[name.rsplit("/", 1)[1]]
        assert member["properties"][property_name]["const"] == value
        assert property_name in member["required"]


def test_everything_in_a_published_document_is_certain_to_be_there(contract):
    for kind in KINDS.values():
        name = kind.document.__name__.replace("Form", "OpenForm")  # a form is answered with its token
        schema = contract["components"]["schemas"][name]
        assert set(schema["required"]) == set(schema["properties"])


def test_readers_must_expect_fields_that_a_later_version_adds(contract):
    closed = {
        name
        for name, schema in contract["components"]["schemas"].items()
        if schema.get("additionalProperties") is False
    }
    assert closed == {"Submission", "ConsentGiven"}  # what is sent, not what is read


def test_every_operation_says_what_it_does_and_what_can_go_wrong(contract):
    operations = [operation for path in contract["paths"].values() for operation in path.values()]

    assert len({operation["operationId"] for operation in operations}) == len(operations)
    for operation in operations:
        answers = set(operation["responses"])
        assert operation["summary"]
        assert {"400", "406", "500", "default"} <= answers
        if operation["operationId"] not in FOR_ONE_PERSON:
            assert {"200", "304"} <= answers
        for status, response in operation["responses"].items():
            if status[0] in "45d":
                assert list(response["content"]) == ["application/problem+json"]


def test_every_parameter_of_a_form_is_described(contract):
    described = {found["name"]: found["description"] for found in parameters_of(contract, "openForm")}
    assert set(described) == {"key", "locale", "min_serial"}
    assert all(described.values())


def parameters_of(contract, operation_id):
    [found] = [
        operation
        for path in contract["paths"].values()
        for operation in path.values()
        if operation["operationId"] == operation_id
    ]
    return found["parameters"]


def test_every_kind_has_its_example_in_the_docs(contract):
    for name in ("articles/{key}", "topics/{key}", "clinicians/{key}", "clinic", "forms"):
        content = contract["paths"][f"/api/v1/{name}/"]["get"]["responses"]["200"]["content"]["application/json"]
        assert content["examples"]


def test_typescript_sees_every_block_in_one_union(tmp_path):
    if not shutil.which("npx"):
        pytest.skip("there is no Node.js here: `npx` is not found")
    generated = run_npx("openapi-typescript", str(COMMITTED), "--output", str(tmp_path / "openapi.ts"))
    if "npm error" in generated.stderr:
        pytest.skip(f"npm can't fetch openapi-typescript: {generated.stderr.splitlines()[0]}")
    assert generated.returncode == 0, generated.stderr
    shutil.copy(Path(__file__).with_name("reader.ts"), tmp_path)

    checked = run_npx("tsc", "--noEmit", "--strict", "--target", "es2022", str(tmp_path / "reader.ts"))

    assert checked.returncode == 0, checked.stdout


def run_npx(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["npx", *TYPESCRIPT, *command], capture_output=True, text=True, check=False, timeout=300)
