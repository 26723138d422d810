import hashlib

import pytest

from loanexit_auto.evidence.environment import KEYS, cleanliness, environment
from loanexit_auto.evidence.machine import file_sha256, machine_facts

CLEAN: dict[str, dict[str, object]] = {
    "browser": {
        "profile": "fresh", "storage_state_given": False, "extensions": [], "headless": False,
        "sha256": "ab" * 32, "version": "156.0.8078.79", "user_agent": "Mozilla Chrome/156.0.0.0",
    },
    "network": {"proxy": "", "hosts_lines": [], "resolved": {"a.example": ["8.8.8.8", "2400::1"]}},
    "tool": {"files_as_installed": True},
}  # fmt: skip


def verdicts(*facts) -> dict[str, str]:
    made = cleanliness(environment(*facts))
    return {each["check"]: each["verdict"] for each in made["checks"]} | {"": made["verdict"]}


def test_what_nobody_said_is_unknown_never_clean():
    record = environment()
    assert {group: tuple(part) for group, part in record.items()} == KEYS
    assert set(verdicts().values()) == {"unknown"}


def test_a_clean_machine_is_clean():
    assert set(verdicts(CLEAN).values()) == {"clean"}


@pytest.mark.parametrize(
    ("group", "key", "value", "check"),
    [
        ("browser", "profile", "kept", "profile_fresh"),
        ("browser", "storage_state_given", True, "no_earlier_sign_in"),
        ("browser", "extensions", ["adblock"], "no_extensions"),
        ("browser", "headless", True, "window_visible"),
        ("browser", "sha256", "", "browser_known"),
        ("browser", "user_agent", "Mozilla Chrome/159.0", "user_agent_true"),
        ("network", "proxy", "HTTPS_PROXY=http://p:8", "no_proxy"),
        ("network", "hosts_lines", ["1.2.3.4 jd.com"], "hosts_untouched"),
        ("network", "resolved", {"a": ["8.8.8.8", "192.168.0.1"]}, "addresses_public"),
        ("network", "resolved", {"a": ["127.0.0.1"]}, "addresses_public"),
        ("tool", "files_as_installed", False, "tool_as_installed"),
    ],
)
def test_each_check_can_fail(group, key, value, check):
    found = verdicts(CLEAN, {group: {key: value}})
    assert found[check] == found[""] == "unclean"
    assert [name for name, verdict in found.items() if verdict == "unclean"] == [check, ""]


@pytest.mark.parametrize("resolved", [{}, {"a": []}, {"a": ["no address"]}, "odd"])
def test_addresses_that_cannot_be_judged_are_unknown(resolved):
    assert verdicts(CLEAN, {"network": {"resolved": resolved}})["addresses_public"] == "unknown"


def test_later_facts_win_and_strange_ones_are_dropped():
    record = environment({"browser": {"name": "A", "cookie": "x"}}, {"browser": {"name": "B"}})
    assert record["browser"]["name"] == "B"
    assert "cookie" not in record["browser"]


def test_only_hosts_lines_that_name_the_platform_are_kept(tmp_path):
    hosts = tmp_path / "hosts"
    hosts.write_text(
        "127.0.0.1 localhost\n1.2.3.4 jr.jd.com x\n# 1.2.3.4 jd.com\n5.6.7.8 notjd.com\n"
        "9.9.9.9 JD.com # mine\n"
    )
    facts = machine_facts(["jd.com"], hosts=hosts, environ={})
    assert facts["network"]["hosts_lines"] == ["1.2.3.4 jr.jd.com x", "9.9.9.9 JD.com # mine"]
    assert machine_facts([], hosts=tmp_path / "none", environ={})["network"]["hosts_lines"] is None


def test_a_proxy_is_named_without_its_password(tmp_path):
    environ = {"https_proxy": "http://me:secret@proxy.example:8080"}
    facts = machine_facts([], hosts=tmp_path, environ=environ)
    assert facts["network"]["proxy"] == "https_proxy=http://proxy.example:8080"


def test_the_browser_is_known_by_its_hash(tmp_path):
    binary = tmp_path / "chromium"
    binary.write_bytes(b"elf")
    assert file_sha256(binary) == hashlib.sha256(b"elf").hexdigest()
    assert machine_facts([], binary)["browser"]["sha256"] == file_sha256(binary)
    assert machine_facts([], tmp_path / "none")["browser"]["sha256"] is None


def test_machine_facts_fit_the_environment_record():
    record = environment(machine_facts(["jd.com"]))
    assert record["system"]["python"]
    assert record["tool"]["version"]
