"""The rules of the coordinator: pure functions over frozen values, without I/O."""
