"""The shipped data says what the plans state and no more, and the checker finds by itself what is odd in them."""

import re

import pytest

from qianshou_cli.findings import Result, Status
from qianshou_cli.texts import Lang
from support import BAD, DATA, EXAMPLES, GOOD, judge_files

SHANGHAI, QINGHAI = "shanghai_gansu.yaml", "zhejiang_qinghai.yaml"


def _judged(*names: str, as_of: str = "2026-01-01") -> list[Result]:
    return list(judge_files({name: (DATA / name).read_bytes() for name in names}, as_of).results)


def _line(name: str, number: int) -> str:
    return (DATA / name).read_text("utf-8").splitlines()[number - 1]


def test_the_oddities_of_the_official_tables_are_found_and_nothing_else() -> None:
    failed = [result for result in _judged(SHANGHAI, QINGHAI) if result.status is Status.FAIL]
    found = {
        (result.rule, result.organization): [_line(SHANGHAI, span.line).strip() for span in result.locations]
        for result in failed
    }
    assert {key: len(lines) for key, lines in found.items()} == {
        ("QS103", "shsw"): 4,
        ("QS103", "huayang"): 3,
        ("QS903", "shsw"): 6,
        ("QS903", "huayang"): 2,
        ("QS903", "jingning-station"): 1,
    }
    assert all("receiver: huayang" in line for line in found["QS103", "huayang"][1:])
    assert all("sender: shsw" in line for line in found["QS103", "shsw"][1:])
    assert all("甘南族自治州华阳县社会工作服务中心" in line for line in found["QS903", "huayang"])
    assert "静宁县城城市社区社会工作服务站" in found["QS903", "jingning-station"][0]
    assert ["徐汇区" in line for line in found["QS903", "shsw"]] == [True, False, False] * 2
    assert ["长宁区" in line for line in found["QS903", "shsw"]] == [False, True, True] * 2
    [districts] = [result for result in failed if (result.rule, result.organization) == ("QS903", "shsw")]
    assert "长宁区 (附件2 援派机构基本信息 第7行, 附件2 援派机构基本信息 第11行, " in districts.message(Lang.EN)


def test_what_is_not_public_is_unknown_with_its_number() -> None:
    results = {result.rule: result for result in _judged(QINGHAI) if result.status is Status.UNKNOWN}
    assert set(results) == {"QS101", "QS102", "QS105", "QS602", "QS603"}
    assert "未列出 12 个" in results["QS101"].message(Lang.ZH)
    assert "not named: 12" in results["QS101"].message(Lang.EN)


@pytest.mark.parametrize("name", [SHANGHAI, QINGHAI])
def test_no_person_and_no_contact_stands_in_the_data(name: str) -> None:
    text = (DATA / name).read_text("utf-8")
    assert not re.search(r"^workers:|\d{11}|@", text, re.M)
    assert not re.search(r"\byears:", text)


def test_every_example_is_marked_as_fictional_in_its_first_line() -> None:
    for path in EXAMPLES.rglob("*.yaml"):
        first = path.read_text("utf-8").splitlines()[0]
        assert "虚构 (fictional)" in first, path


def test_the_compliant_example_complies() -> None:
    report = judge_files({"x.yaml": GOOD.read_bytes()}, "2022-12-31")
    assert report.results == ()
    assert report.passed > 100


def test_the_example_of_violations_breaks_a_dozen_rules_and_more() -> None:
    report = judge_files({"x.yaml": BAD.read_bytes()})
    broken = {result.rule for result in report.results if result.status is Status.FAIL}
    assert broken == {
        *("QS101", "QS104", "QS108", "QS201", "QS202", "QS203", "QS205"),
        *("QS301", "QS303", "QS304", "QS305", "QS306", "QS307"),
        *("QS401", "QS501", "QS502", "QS503", "QS903", "QS904"),
    }
