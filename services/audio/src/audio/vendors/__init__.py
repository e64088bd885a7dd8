"""Who makes sounds: one package or module per vendor."""
