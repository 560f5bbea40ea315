"""The shelf for every test here."""

from tests.backend.contacts.shelf import shelf as shelf
