"""Whether the pages of an encrypted file are as they were written, looked at without opening it as a database.

SQLCipher 4 seals each page with HMAC-SHA512 over what is encrypted, the page's initialisation vector and its number;
the key of that seal comes from the data key and the salt in the first 16 bytes (zetetic.net/sqlcipher/design).
"""

import hmac
from dataclasses import dataclass
from hashlib import pbkdf2_hmac
from pathlib import Path

PAGE_BYTES, SALT_BYTES, SEAL_BYTES = 4096, 16, 64
SALT_MASK, ROUNDS, KEY_BYTES = 0x3A, 2, 32
PLAIN = b"SQLite format 3\0"
NAMED = 20
"""How many damaged pages are named."""


@dataclass(frozen=True)
class PageCheck:
    """What came of it.

    Attributes:
        pages: how many whole pages the file has.
        damaged: how many of them are not as they were written with this key.
        first: the numbers of the first of those.
        rest: how many bytes stand behind the last whole page; a file that is whole has none.
        plain: it is a SQLite file, but not an encrypted one.
    """

    pages: int
    damaged: int
    first: tuple[int, ...] = ()
    rest: int = 0
    plain: bool = False

    @property
    def other_key(self) -> bool:
        """Say whether not a single page fits: another key, or no file of this program."""
        return not self.plain and self.pages == self.damaged


def check_pages(file: Path, key: bytes) -> PageCheck:
    """Look at every page of a file; raises ``OSError``."""
    pages, bad = 0, list[int]()
    with file.open("rb") as stream:
        head = stream.read(SALT_BYTES)
        if head == PLAIN:
            return PageCheck(file.stat().st_size // PAGE_BYTES, 0, plain=True)
        seal_key = pbkdf2_hmac("sha512", key, bytes(one ^ SALT_MASK for one in head), ROUNDS, KEY_BYTES)
        stream.seek(0)
        while len(page := stream.read(PAGE_BYTES)) == PAGE_BYTES:
            pages += 1
            sealed = page[SALT_BYTES if pages == 1 else 0 : -SEAL_BYTES]
            mark = hmac.new(seal_key, sealed + pages.to_bytes(4, "little"), "sha512").digest()
            if not hmac.compare_digest(mark, page[-SEAL_BYTES:]):
                bad.append(pages)
    return PageCheck(pages, len(bad), tuple(bad[:NAMED]), len(page))
