"""One setting sends everything that would go to real vendors to the simulator, and a slip in it sends nothing anywhere."""

import pytest

from chassis.environment import MissingSettingError
from chassis.urlguard import STRICT
from vendor_http.hosts import REAL, SETTING, simulated, vendor_hosts
from vendor_simulator.running import addresses


def test_without_the_setting_vendors_are_asked_at_their_own_hosts_and_media_lie_at_public_addresses() -> None:
    found = vendor_hosts({})
    assert found == REAL
    assert found.media == STRICT


def test_with_the_setting_every_vendor_is_the_simulator() -> None:
    found, told = vendor_hosts({SETTING: "http://vendors.test:8500/"}), addresses("http://vendors.test:8500")
    assert found == simulated("http://vendors.test:8500")
    hosts = {name: getattr(found, name) for name in found.__slots__ if name != "media"}
    assert hosts == {name: told[name] for name in hosts}


@pytest.mark.parametrize("told", ["http://[::1]:8500", "https://Vendors.test", "http://vendors.test:80"])
def test_an_address_may_be_written_in_any_of_its_ways(told: str) -> None:
    assert vendor_hosts({SETTING: told}) == simulated(told)


@pytest.mark.parametrize(
    "told",
    [
        *("yes", "vendors.test:8500", "http://", "ftp://vendors.test", "http://vendors.test:8500/fal", "http://[x", "http://h:x"),
        *("http://h:99999", "http://h:8500?x=1", "http://h:8500#x", "http://u:p@h:1", "http://h:"),
    ],
)
def test_a_slip_in_the_setting_stops_the_service_instead_of_asking_real_vendors(told: str) -> None:
    with pytest.raises(MissingSettingError, match="or leave it out"):
        vendor_hosts({SETTING: told})
