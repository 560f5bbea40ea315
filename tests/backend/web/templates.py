"""Templates compiled once a process, as in a backend that runs; every test has an application of its own."""

from __future__ import annotations

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from backend.web.phone.pages import PhonePages
from backend.web.staff.pages import Pages


class _Kept(BytecodeCache):
    def __init__(self) -> None:
        self._code: dict[tuple[str, str], bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        code = self._code.get((bucket.key, bucket.checksum))
        if code is not None:
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._code[bucket.key, bucket.checksum] = bucket.bytecode_to_string()


_STAFF, _PHONE = _Kept(), _Kept()


def kept_console(pages: Pages) -> Pages:
    pages._environment.bytecode_cache = _STAFF
    return pages


def kept_phone(pages: PhonePages) -> PhonePages:
    pages._environment.bytecode_cache = _PHONE
    return pages
