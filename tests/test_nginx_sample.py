"""The sample for nginx: what it keeps ends with its two seconds, and the measurement still fits it."""

import re

from tests.bench_nginx import SAMPLE, configuration


def directives(name: str) -> list[str]:
    return re.findall(rf"^ *{name} (.*);$", SAMPLE.read_text(), re.M)


def test_two_seconds_share_a_key_and_the_next_two_have_another():
    rules = re.findall(r'"~(\S+)" "\$\{tens\}(\d)";', SAMPLE.read_text())

    def key(moment: str) -> str:
        found = [(re.match(rule.replace("?<", "?P<"), moment), digit) for rule, digit in rules]
        (one,) = [f"{match['tens']}{digit}" for match, digit in found if match]
        return one

    seconds = range(1_795_000_009, 1_795_000_041)
    assert {key(f"{one}.{part}") == str(one // 2 * 2) for one in seconds for part in ("000", "999")} == {True}
    assert directives("proxy_cache_key") == ["$scheme$host$request_uri$two_seconds"]


def test_nothing_is_kept_that_lupaus_does_not_allow_nor_for_whoever_has_a_session():
    assert directives("proxy_cache_valid") == []
    assert directives("proxy_cache_use_stale") == ["updating"]
    assert directives("proxy_no_cache") == directives("proxy_cache_bypass") == ["$has_session $arg_q"]
    assert directives("proxy_cache_lock") == ["on"]


def test_the_measurement_changes_places_and_addresses_alone(tmp_path):
    sample, tried = SAMPLE.read_text(), configuration(tmp_path, 8080, 8081)
    assert [line for line in re.findall(r"proxy_cache_\w+ .*;", sample) if line not in tried] == [
        re.search(r"proxy_cache_path .*;", sample)[0]
    ]
    assert ("127.0.0.1:8081" in tried, "ssl" in tried) == (True, False)
