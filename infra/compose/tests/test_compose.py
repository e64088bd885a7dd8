"""What compose starts is what services can start with: each has its own password, and the simulator gets all requests."""

import re
import shutil
import stat
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from chassis.environment import Environment
from contracts.catalogue.reaching import KEYS, reached
from contracts.topics import SERVICES
from provision.settings import settings_of
from vendor_http.hosts import REAL, simulated, vendor_hosts
from vendor_simulator.plan import Plan

COMPOSE = Path(__file__).parent.parent
PAYING = {"script", "analysis", "imagery", "motion", "audio"}
NAMED = re.compile(r"\$\{(\w+)(?::([-?])([^}]*))?\}")
Parts = Mapping[str, Mapping[str, Any]]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What secrets.sh has made."""
    folder = tmp_path_factory.mktemp("compose")
    script = shutil.copy(COMPOSE / "secrets.sh", folder)
    subprocess.run([script], check=True, capture_output=True)
    made = folder / ".env"
    assert stat.S_IMODE(made.stat().st_mode) == 0o600
    again = subprocess.run([script], check=False, capture_output=True, text=True)
    assert again.returncode == 1
    assert "is there already" in again.stderr
    return dict(line.split("=", 1) for line in made.read_text().splitlines())


def parts(name: str, told: Mapping[str, str]) -> Parts:
    """The services of a file, with variables as compose puts them in."""

    def value(found: re.Match[str]) -> str:
        variable, how, default = found.groups()
        if variable not in told:
            assert how == "-", f"{variable} is made by nobody and has no default."
        return told.get(variable, default or "")

    def filled(part: Any) -> Any:
        if isinstance(part, dict):
            return {key: filled(inner) for key, inner in part.items()}
        return [filled(inner) for inner in part] if isinstance(part, list) else NAMED.sub(value, str(part))

    services: Parts = filled(yaml.safe_load((COMPOSE / name).read_text())["services"])
    return services


def environment(part: Mapping[str, Any]) -> dict[str, str]:
    found: dict[str, str] = part["environment"]
    return found


def test_every_service_is_started_by_its_own_image_after_everything_is_prepared(told: dict[str, str]) -> None:
    core = parts("core.yaml", told)
    assert set(core) == {*SERVICES, "kafka", "postgres", "objects", "provision"}
    for service in SERVICES:
        assert core[service]["build"]["args"] == {"SERVICE": service}
        assert core[service]["depends_on"]["provision"]["condition"] == "service_completed_successfully"
    for name in ("kafka", "postgres", "objects"):
        assert re.fullmatch(r"[a-z/]+:.*[0-9].*", core[name]["image"]), "Servers are of a version that is told."


def test_a_service_is_told_its_own_password_and_no_other(told: dict[str, str]) -> None:
    core = parts("core.yaml", told)
    provisioned = settings_of(environment(core["provision"]))
    assert provisioned.database.admin.startswith(f"postgresql://sagareel:{told['SAGAREEL_POSTGRES_PASSWORD']}@postgres")
    assert len({*provisioned.passwords.values()}) == len(SERVICES)
    for service in SERVICES:
        found = Environment.from_env(environment(core[service]))
        assert set(found.dsns) == {service}
        assert provisioned.passwords[service] in found.dsn_of(service)


def test_without_keys_no_vendor_is_reached_and_the_gateway_never_has_any(told: dict[str, str]) -> None:
    core = parts("core.yaml", told)
    for service in SERVICES:
        found = environment(core[service])
        assert reached(found) == {"local", "simulated"}
        assert vendor_hosts(found) == REAL
        assert (KEYS["fal"] in found) == (service in PAYING)


def test_over_it_the_simulator_gets_what_all_vendors_would_get(told: dict[str, str]) -> None:
    core, over = parts("core.yaml", told), parts("simulator.yaml", told)
    assert set(over) == {*PAYING, "gateway", "vendors"}
    Plan.model_validate_json((COMPOSE / "vendors.json").read_text())
    for service in (*PAYING, "gateway"):
        found = {**environment(core[service]), **environment(over[service])}
        assert reached(found) == {*KEYS, "local", "simulated"}
        assert vendor_hosts(found) == simulated("http://vendors.test:8500")
    assert over["vendors"]["networks"]["default"]["aliases"] == ["vendors.test"]
