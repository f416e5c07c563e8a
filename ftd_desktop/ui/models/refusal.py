"""What was asked of a dialog could not be done because of one of its fields."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from ftd_desktop.errors import UserError


class Refusal(Exception):  # noqa: N818 - says what was refused
    """`field` is the dialog's name for the field, `error` what to say beside it."""

    def __init__(self, field: str, error: UserError) -> None:
        super().__init__(field, error.template)
        self.field, self.error = field, error


@contextmanager
def beside(field: str) -> Iterator[None]:
    """Any UserError inside is said beside `field`; one that has its field already keeps it."""
    try:
        yield
    except UserError as error:
        raise Refusal(field, error) from error
