"""What the history of a page says of its previews."""

from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogFormatter
from wagtail.log_actions import registry as log_registry
from wagtail.models import ModelLogEntry, PageLogEntry

SHARED = "vertebra.preview_shared"
RENEWED = "vertebra.preview_renewed"
REVOKED = "vertebra.preview_revoked"


class PreviewFormatter(LogFormatter):
    """Names whom the link is for."""

    def format_message(self, log_entry: PageLogEntry | ModelLogEntry) -> str:
        note = log_entry.data.get("note")
        return f"{self.label}: {note}" if note else str(self.label)


def register(actions: type[log_registry]) -> None:
    labels = {
        SHARED: _("Preview shared"),
        RENEWED: _("Shared preview brought up to date"),
        REVOKED: _("Preview taken back"),
    }
    for action, label in labels.items():
        actions.register_action(action)(type("Formatter", (PreviewFormatter,), {"label": label}))
