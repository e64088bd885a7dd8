"""The adapters that keys in the environment make are those that the catalogue counts on."""

from analysis.app import makers_of, usual_vendors
from chassis.environment import Environment
from contracts.catalogue.reaching import CONNECTED, KEYS


def test_keys_in_the_environment_make_the_adapters_that_the_catalogue_counts_on() -> None:
    keyed = Environment("", {"analysis": "postgresql://nowhere"}, "", "", "", variables=dict.fromkeys(KEYS.values(), "a key"))
    assert set(usual_vendors(keyed, makers_of(keyed))) == {vendor for vendor, kinds in CONNECTED.items() if "analyze" in kinds}
