"""QS902 uscc: the check digit of a unified social credit code (统一社会信用代码) is right."""

import re
from collections.abc import Sequence

from ..findings import Severity
from ..rule import NOT_ASKED, Card, Context, Hit, Rule, hit
from ..subjects import Kind, OrganizationSubject
from ..texts import Text, is_masked

CARD = Card(
    id="QS902",
    name="uscc",
    severity=Severity.WARNING,
    cumulative=False,
    subject=Kind.ORGANIZATION,
    always=True,
    title=Text("信用代码", "credit code"),
    asks=Text(
        "统一社会信用代码为 18 位，校验位正确（GB 32100）。",
        "The unified social credit code has 18 characters and a correct check digit (GB 32100).",
    ),
    why=Text("代码有误，就认不准是哪家机构。", "With a wrong code nobody knows which organization is meant."),
    messages={
        "wrong": Text(
            "统一社会信用代码 {code} 不正确（位数、字符或校验位）",
            "credit code {code} is wrong (length, characters or check digit)",
        ),
        "masked": Text(
            "统一社会信用代码 {code} 已遮掩，无法校验", "credit code {code} is masked and cannot be checked"
        ),
    },
    fix=Text("对照登记证书更正代码。", "Correct the code by the registration certificate."),
    fixes={
        "masked": Text("写登记证书上的完整代码。", "Write the whole code as on the registration certificate."),
    },
)


_FORM = re.compile("[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}")
"""Who registers it and what it is, each a letter or a digit; the region; the organization; the check digit."""


def check(organization: OrganizationSubject, requirement: None, context: Context) -> Sequence[Hit]:
    """A code whose form or check digit is wrong."""
    code = organization.organization.uscc
    if code is None:
        return NOT_ASKED
    place = organization.place.at("uscc")
    if is_masked(code):
        return [hit(None, "masked", place, code=code)]
    from stdnum.cn import uscc

    written = uscc.compact(code)
    well_formed = _FORM.fullmatch(written) and uscc.calc_check_digit(written[:-1]) == written[-1]
    return () if well_formed else [hit(False, "wrong", place, code=code)]


RULE = Rule(CARD, check)
