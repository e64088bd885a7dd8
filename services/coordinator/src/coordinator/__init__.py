"""The saga coordinator: advances each sequence through its graph of steps."""
