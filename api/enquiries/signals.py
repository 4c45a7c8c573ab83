"""For what must be kept in the very transaction that keeps an enquiry."""

from django.dispatch import Signal

enquiry_received = Signal()
"""Sent with `enquiry`, unless it is spam. A receiver that raises refuses the enquiry."""
