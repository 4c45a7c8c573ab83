"""A list of choices in one column."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _


class ChoicesField(models.JSONField):
    """Any number of `options`, kept as a JSON list of their keys; a row of checkboxes in a form.

    The options are not part of migrations: the column is the same whatever they are.
    """

    def __init__(self, *args: Any, options: Sequence[tuple[str, Any]] = (), **kwargs: Any) -> None:
        self.options = options
        kwargs.setdefault("default", list)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        super().validate(value, model_instance)
        known = {key for key, _label in self.options}
        unknown = [one for one in value if one not in known] if isinstance(value, list) else [value]
        if unknown:
            raise ValidationError(
                _("%(value)s is not one of the choices.") % {"value": unknown[0]}, code="invalid_choice"
            )

    def formfield(self, **kwargs: Any) -> forms.Field:
        return forms.MultipleChoiceField(
            choices=self.options,
            widget=forms.CheckboxSelectMultiple,
            required=not self.blank,
            label=kwargs.get("label", capfirst(self.verbose_name)),
            help_text=self.help_text,
        )
