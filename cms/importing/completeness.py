"""Whether everything that a source says stands in what was made of it."""

import re
from collections.abc import Iterable

WORD = re.compile(r"[^\W_]+")


def words(text: str) -> str:
    """The words of `text`, in order, with nothing but one space around each."""
    return f" {' '.join(WORD.findall(text.casefold()))} "


def missing(statements: Iterable[str], said: str) -> list[str]:
    """Those of `statements` whose words do not stand together, in their order, in `said`."""
    everything = words(said)
    return [statement for statement in statements if words(statement) not in everything and words(statement).strip()]
