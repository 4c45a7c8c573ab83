"""What pydantic finds wrong, as the errors of a problem: a stable code and a sentence in the reader's language."""

import re
from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic_core import ErrorDetails

SENTENCES: Mapping[str, tuple[str, str | Promise]] = {
    "missing": ("required", gettext_lazy("This is required.")),
    "extra_forbidden": ("unknown", gettext_lazy("Nothing of this name is known here.")),
    "literal_error": ("not-a-choice", gettext_lazy("Use one of these: %(expected)s.")),
    "int_parsing": ("not-an-integer", gettext_lazy("Write a whole number, such as 20.")),
    "model_type": ("not-an-object", gettext_lazy("Send a JSON object, in braces.")),
    "dict_type": ("not-an-object", gettext_lazy("Send a JSON object, in braces.")),
    "bool_type": ("not-a-boolean", gettext_lazy("Send true or false, without quotation marks.")),
    "int_type": ("not-an-integer", gettext_lazy("Write a whole number, such as 20.")),
    "int_parsing_size": ("not-an-integer", gettext_lazy("Write a whole number, such as 20.")),
    "greater_than_equal": ("too-small", gettext_lazy("The smallest value allowed is %(ge)s.")),
    "less_than_equal": ("too-large", gettext_lazy("The largest value allowed is %(le)s.")),
    "string_type": ("not-text", gettext_lazy("Write text.")),
    "string_too_short": ("too-short", gettext_lazy("Write at least %(min_length)s characters.")),
    "string_too_long": ("too-long", gettext_lazy("Write at most %(max_length)s characters.")),
    "string_pattern_mismatch": (
        "wrong-form",
        gettext_lazy("The value doesn't have the form that is asked for: %(pattern)s"),
    ),
    "too_short": ("too-few", gettext_lazy("Give at least %(min_length)s.")),
    "too_long": ("too-many", gettext_lazy("Give at most %(max_length)s.")),
    "uuid_parsing": ("not-a-uuid", gettext_lazy("Write a UUID, such as 6f1c1e8a-3a53-4f0e-9f3c-5d6f1c2a9b01.")),
    "date_time": (
        "not-a-moment",
        gettext_lazy(
            "Write a moment as RFC 3339 has it, such as 2026-11-22T15:04:05Z; a + in a query is written %%2B."
        ),
    ),
}
FORMS: Mapping[str, Promise] = {
    r"^[-\w]+$": gettext_lazy("Write a slug, such as back-pain, or an id."),
    r"^[-\w.]+$": gettext_lazy("Send it as an earlier answer gave it, or leave the parameter out."),
    r"^[^?#\x00-\x1f\x7f]*$": gettext_lazy("Write the path alone, such as /en/ankle/, without what follows ? or #."),
    r"^[a-z]{2,3}(-[A-Za-z0-9]+)*$": gettext_lazy("Write the code of a language, such as en."),
    r"^[-.\w]{1,40}$": gettext_lazy("Send it as the form gave it."),
}
"""What to write where a value must match the pattern."""


def explain(error: ErrorDetails) -> tuple[str, str]:
    """The code and the sentence for one of pydantic's errors; custom errors bring both along."""
    context = {name: str(value) for name, value in error.get("ctx", {}).items()}
    if error["type"] == "literal_error":
        context["expected"] = ", ".join(re.findall(r"'([^']*)'", context["expected"]))
    if context.get("pattern") in FORMS:
        return "wrong-form", str(FORMS[context["pattern"]])
    if error["type"] in SENTENCES:
        code, sentence = SENTENCES[error["type"]]
        return code, str(sentence) % context
    return error["type"].replace("_", "-"), error["msg"]


def nearest(name: str, known: Any) -> str:
    """What to say of a name that is not known: the one that was probably meant, or all."""
    if close := get_close_matches(name, known, n=1, cutoff=0.5):
        return _("“%(name)s” isn't known here. Did you mean “%(close)s”?") % {"name": name, "close": close[0]}
    return _("“%(name)s” isn't known here. Known are: %(known)s.") % {"name": name, "known": ", ".join(sorted(known))}
