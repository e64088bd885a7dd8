"""A service without a key of a vendor does not read the vendor's SDK: each costs seconds of CPU in every process that starts."""

import subprocess
import sys

SERVICES = ["script", "analysis", "imagery", "motion", "audio", "assembly", "billing", "notifier", "coordinator", "gateway"]
STARTS = f"""
import importlib, sys
from chassis.environment import Environment
nothing = Environment("", dict.fromkeys({SERVICES!r}, "postgresql://nowhere"), "", "", "")
for name in {SERVICES!r}:
    app = importlib.import_module(f"{{name}}.app")
    if hasattr(app, "usual_vendors"):
        app.usual_vendors(nothing, app.makers_of(nothing))
print(*{{name.partition(".")[0] for name in sys.modules}})
"""
SDKS = {"anthropic", "openai", "elevenlabs", "fal_client"}


def test_without_keys_no_sdk_of_a_vendor_is_read() -> None:
    ran = subprocess.run([sys.executable, "-c", STARTS], capture_output=True, text=True, check=True, timeout=120)
    read = set(ran.stdout.split())
    assert {"imagery", "audio", "gateway"} <= read, "the services were read"
    assert read & SDKS == set()
