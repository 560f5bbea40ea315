"""The table of contacts, composed: in front of the directory, and open to the operator's commands."""

from __future__ import annotations

from dataclasses import dataclass

from backend.adapters.keystore import AesSealer, FileKeys
from backend.adapters.store.sql_store import SqlStore
from backend.core.audit import Trail
from backend.core.contact_book import ContactBook, ContactSettings, Source
from backend.core.contact_directory import ContactDirectory
from backend.core.contact_import import ContactImport
from backend.core.marks import Marks
from backend.core.ports import Clock, Directory
from backend.core.settings import InstitutionSettings


@dataclass(frozen=True, slots=True)
class Contacts:
    """The table, and the way into it."""

    book: ContactBook
    importing: ContactImport


def contacts_of(
    directory: Directory,
    store: SqlStore,
    keys: FileKeys,
    sealer: AesSealer,
    institution: InstitutionSettings,
    clock: Clock,
) -> Contacts:
    marks = Marks(keys)
    book, trail = ContactBook(store, marks, sealer, institution.id), Trail(marks, institution.id)
    return Contacts(book, ContactImport(book, directory, institution.identifier_rule, trail, marks, clock))


def with_contacts(
    directory: Directory, contacts: Contacts, chosen: ContactSettings, clock: Clock
) -> Directory:
    """The directory as people's contacts are wanted."""
    if chosen.source is Source.DIRECTORY:
        return directory
    return ContactDirectory(directory, contacts.book, chosen.source, chosen.shared, clock)
