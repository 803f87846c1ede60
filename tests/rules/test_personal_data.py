"""What is personal data, and what is none: numbers of citizens by the standard's own arithmetic, others by their form.

The arithmetic is held here against the weights that the standard prints.
"""

import pytest

from qianshou_cli.rules.qs901_personal_data import scan
from qianshou_cli.texts import mask

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
"""GB 11643, table of weights; the remainder by 11 chooses the last character."""
LAST = "10X98765432"


def number(serial: int, shift: int = 0, born: str = "19000101") -> str:
    """A number of a region that does not exist; with a shift its last character is wrong."""
    digits = f"999999{born}{serial:03d}"
    remainder = sum(weight * int(digit) for weight, digit in zip(WEIGHTS, digits, strict=True)) % 11
    return digits + LAST[(remainder + shift) % 11]


def test_every_right_number_is_found() -> None:
    for serial in range(200):
        assert list(scan(number(serial).encode())) == [(0, 18, "id")]


def test_no_wrong_number_is_found() -> None:
    for serial in range(50):
        for shift in range(1, 11):
            assert not list(scan(number(serial, shift).encode()))


@pytest.mark.parametrize("born", ["18000101", "20000229", "20991231"])
def test_a_number_tells_of_a_birth(born: str) -> None:
    assert list(scan(number(7, born=born).encode())) == [(0, 18, "id")]


@pytest.mark.parametrize("born", ["17991231", "19000229", "19901301", "21000101"])
def test_a_number_that_tells_of_no_birth_is_none(born: str) -> None:
    assert not list(scan(number(7, born=born).encode()))


@pytest.mark.parametrize(
    "written",
    [
        *("13800000000", "138 0000 0000", "138-0000-0000", "138-00000000", "1380000-0000", "１３８００００００００"),
        *("8613800000000", "86138 0000 0000", "0086138-0000-0000", "86138-00000000", "861380000-0000"),
        *("86１３８００００００００", "００８６１３８００００００００", "８６13800000000", "８６138-0000-0000"),
    ],
)
def test_a_mobile_number_is_found_with_its_country_and_in_groups(written: str) -> None:
    assert list(scan(f"电话+{written}。".encode())) == [(7, 7 + len(written.encode()), "mobile")]
    assert mask(f"电话+{written}。") != f"电话+{written}。"


@pytest.mark.parametrize("written", ["886138-0000-0000", "9008613800000000", "9138-0000-0000", "138-0000-00000"])
def test_a_part_of_a_longer_number_is_no_mobile_number(written: str) -> None:
    assert not list(scan(written.encode()))


@pytest.mark.parametrize("local", ["zh***n", "1****0", "张**n", "a＊＊b"])
def test_an_address_whose_middle_is_masked_is_masked(local: str) -> None:
    assert not list(scan(f"{local}@example.org".encode()))


@pytest.mark.parametrize("before", ["", "* ", "张", "<"])
def test_an_address_is_found_whatever_stands_before_it(before: str) -> None:
    start = len(before.encode())
    assert list(scan(f"{before}fictional@example.org".encode())) == [(start, start + 21, "email")]
