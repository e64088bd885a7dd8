"""Who makes clips: one module or package per vendor."""
