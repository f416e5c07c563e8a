"""The province and the officers of tests/sync, for files that somebody spoilt."""

from tests.sync.conftest import _cheap_keys, budi, master, sari, stick, templates

__all__ = ["_cheap_keys", "budi", "master", "sari", "stick", "templates"]
