"""anthropic: messages, plain, streamed, structured and with tools."""

from vendor_simulator.vendors.anthropic.errors import fault as fault
from vendor_simulator.vendors.anthropic.messages import answer as answer
