"""The examples are documentation: they fit the shapes, and leave nothing out."""

from collections.abc import Iterator
from typing import Any

import orjson
import pytest
from pydantic import BaseModel

from api.documents import examples
from api.documents.schemas import KINDS
from api.documents.schemas.rich_text import RichTextNodes


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_an_example_that_fits_its_shape(kind):
    stored = examples.stored(kind)

    parsed = KINDS[kind].document.model_validate_json(stored)

    assert orjson.loads(parsed.model_dump_json()) == orjson.loads(stored)


@pytest.mark.parametrize("kind", KINDS)
def test_what_the_docs_show_of_it_fits_too(kind):
    KINDS[kind].document.model_validate_json(orjson.dumps(examples.document(kind)))
    KINDS[kind].summary.model_validate_json(orjson.dumps(examples.page(kind)["results"][0]))
    assert b"media:" not in orjson.dumps(examples.document(kind))


def test_the_article_has_every_block_target_and_rich_text_node():
    schema = KINDS["article"].document.model_json_schema()["$defs"]
    found = {value["type"] for value in walk(orjson.loads(examples.stored("article"))) if "type" in value}

    for union in ("Block", "Target", "RichTextNode"):
        assert set(schema[union]["discriminator"]["mapping"]) <= found


def walk(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from walk(part)


def test_names_of_shapes_are_told_apart():
    """In the description of the API two shapes of one name would be one."""
    names = [shape.__name__ for shape in descendants(BaseModel) if shape.__module__.startswith("api.")]

    assert sorted(names) == sorted(set(names))
    assert RichTextNodes.__name__ in names


def descendants(shape: type[BaseModel]) -> set[type[BaseModel]]:
    return {below for child in shape.__subclasses__() for below in {child, *descendants(child)}}
