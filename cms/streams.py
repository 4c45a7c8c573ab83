"""StreamField whose migrations do not list its blocks."""

from typing import Any

from wagtail import fields


class StreamField(fields.StreamField):
    """In the database this is a JSON column whatever the blocks are, so a new or reworded block needs no migration.

    Inside a migration the field therefore knows no blocks: a data migration reads and writes `raw_data`.
    """

    def __init__(self, block_types: Any = (), **kwargs: Any) -> None:
        super().__init__(block_types, **kwargs)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [], kwargs
