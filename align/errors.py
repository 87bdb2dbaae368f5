"""Errors that a user can act on. Each message names the input, says what is wrong and what to do, in one line."""

from __future__ import annotations


class AlignError(Exception):
    """Base of every error that `align` raises on purpose; `str(error)` is one line for the user."""

    exit_status = 3


class InputError(AlignError):
    """An input cannot be read or compared as given: missing, empty, binary, too large, the same twice, ..."""

    exit_status = 2


class OutputError(AlignError):
    """A result cannot be written where it was asked for."""

    exit_status = 3
