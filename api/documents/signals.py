"""For what must be right in the very transaction that publishes, such as the search index.

Everything else follows the log.
"""

from django.dispatch import Signal

change_appended = Signal()
"""Sent by the store inside the transaction, with `change`. A receiver that raises undoes the publication."""
