"""Who makes pictures: one module per vendor."""
