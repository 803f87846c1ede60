"""QS901 personal-data: no unmasked mobile number, e-mail address or citizen ID number stands in the file."""

import re
from collections.abc import Iterator
from itertools import chain
from unicodedata import normalize

from ..findings import Severity
from ..rule import Card, Context, Hit, Rule, hit
from ..subjects import Kind, ProgramSubject
from ..texts import Text

CARD = Card(
    id="QS901",
    name="personal-data",
    severity=Severity.WARNING,
    cumulative=False,
    subject=Kind.PROGRAM,
    always=True,
    title=Text("个人信息", "personal data"),
    asks=Text(
        "文件（含注释）中没有未遮掩的手机号、电子邮箱和身份证号。",
        "The file, comments included, holds no unmasked mobile number, e-mail address or citizen ID number.",
    ),
    why=Text("核对用不到这些信息，公开会伤害当事人。", "No check needs them, and publishing them harms people."),
    messages={
        "found": Text("有 {count} 处未遮掩的个人信息：{kinds}", "unmasked personal data (places: {count}): {kinds}"),
    },
    fix=Text("删去，或用 * 遮掩中间几位。", "Delete it, or mask the middle with *."),
)

KINDS = {
    "mobile": Text("手机号", "mobile number"),
    "email": Text("电子邮箱", "e-mail address"),
    "id": Text("身份证号", "citizen ID number"),
}
LOCAL_PART = re.compile(rb"(?<![A-Za-z0-9._%+*-])(?<!\xef\xbc\x8a)[A-Za-z0-9._%+-]+\Z")
"""Whole: what a sign of masking stands before is the end of a masked one."""
DOMAIN = re.compile(rb"@(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24}")
DIGITS = bytes(0x30 if 0x30 <= byte <= 0x39 else 0x20 for byte in range(256))
MANY_DIGITS = re.compile(b"0" * 11 + b"0*")  # spelled out, a fixed beginning is found many times faster than 0{11,}
MOBILE = re.compile(rb"(?:(?:00)?86)?(1[3-9][0-9]{9})")
COUNTRY = re.compile("(?:00|００)?(?:86|８６)\\Z".encode())
_WIDE = rb"\xef\xbc[\x90-\x99]"
WIDE_DIGITS = re.compile(_WIDE * 11 + b"(?:" + _WIDE + rb")*(?:[Xx]|\xef\xbc\xb8|\xef\xbd\x98)?")
"""In UTF-8, the digits of full width that Chinese input methods write, and an X behind them; spelled out like the others."""
SIGN = re.compile(b"[0-9A-Za-z]|" + _WIDE)
SIGN_BEFORE = re.compile(b"(?:" + SIGN.pattern + rb")\Z")
"""What makes a number before or after it part of something longer."""
SPACED_MOBILE = re.compile(rb"1[3-9][0-9](?:[- ][0-9]{4}[- ]?|[0-9]{4}[- ])[0-9]{4}")
GROUPS = re.compile(b"000000 00000000")
BORN = re.compile(rb"[0-9]{6}(?:18|19|20)")
"""How a citizen ID number begins: a region and the century of birth. Credit codes of digits only seldom do."""
SPACED_ID = re.compile(rb"[1-9][0-9]{5}(?:[- ][0-9]{8}[- ]?|[0-9]{8}[- ])[0-9]{3}[0-9Xx]")


def check(program: ProgramSubject, requirement: None, context: Context) -> Iterator[Hit]:
    """Yield every place where personal data stands, over all files of the programme."""
    found = [(document, *place) for document in context.documents for place in sorted(scan(document.raw))]
    if found:
        where = [document.span_of_bytes(start, end) for document, start, end, _ in found]
        kinds = [KINDS[kind] for kind in dict.fromkeys(kind for *_, kind in found)]
        yield hit(False, "found", *where, count=len(found), kinds=kinds)


Found = Iterator[tuple[int, int, str]]
"""Byte offsets and kinds of what a search finds."""


def _emails(raw: bytes) -> Found:
    for domain in DOMAIN.finditer(raw) if b"@" in raw else ():
        if local := LOCAL_PART.search(raw[max(0, domain.start() - 64) : domain.start()]):
            yield domain.start() - len(local[0]), domain.end(), "email"


def _spaced_mobiles(raw: bytes) -> Found:
    for spaced in SPACED_MOBILE.finditer(raw):
        yield from _mobile(raw, *spaced.span())


def _wide_numbers(raw: bytes) -> Found:
    for wide in WIDE_DIGITS.finditer(raw):
        (start, end), number = wide.span(), normalize("NFKC", wide[0].decode()).encode()
        if MOBILE.fullmatch(number):
            yield from _mobile(raw, start, end)
        elif len(number) == 18 and _alone(raw, start, end) and _is_citizen_id(number):
            yield start, end, "id"


def _numbers(raw: bytes) -> Found:
    """Long runs of digits are looked for first: that is the cheap way through a large file."""
    digits = raw.translate(DIGITS)
    for match in MANY_DIGITS.finditer(digits):
        start, end = match.span()
        if MOBILE.fullmatch(raw, start, end):
            yield from _mobile(raw, start, end)
        elif end - start in (17, 18) and _alone(raw, start, start + 18) and _is_citizen_id(raw[start : start + 18]):
            yield start, start + 18, "id"
        elif end - start == 14:
            yield from _spaced_id(raw, start)
    for match in GROUPS.finditer(digits):
        yield from _spaced_id(raw, match.start())


def _spaced_id(raw: bytes, start: int) -> Found:
    spaced = SPACED_ID.match(raw, start)
    if spaced and _alone(raw, *spaced.span()) and _is_citizen_id(re.sub(b"[- ]", b"", spaced[0])):
        yield *spaced.span(), "id"


def scan(raw: bytes) -> Found:
    """All personal data in the bytes of a file."""
    return chain(_emails(raw), _spaced_mobiles(raw), _wide_numbers(raw), _numbers(raw))


def _mobile(raw: bytes, start: int, end: int) -> Found:
    """What looks like a mobile number, with the country's code right before it, unless it is part of something longer."""
    if country := COUNTRY.search(raw, max(0, start - 12), start):
        start = country.start()
    if _alone(raw, start, end):
        yield start, end, "mobile"


def _alone(raw: bytes, start: int, end: int) -> bool:
    """Whether a number is no part of a longer one, or of a word."""
    return not (SIGN_BEFORE.search(raw, max(0, start - 3), start) or SIGN.match(raw, end))


def _is_citizen_id(written: bytes) -> bool:
    """Birth date and check digit are right (GB 11643). The birth place is not asked: old codes are missing from tables."""
    if not BORN.match(written):
        return False
    from stdnum.cn import ric
    from stdnum.exceptions import ValidationError

    number = written.decode("ascii", "replace")
    try:
        ric.get_birth_date(number)
    except ValidationError:
        return False
    return bool(ric.calc_check_digit(number) == number[-1].upper())


RULE = Rule(CARD, check)
