"""The HTTP of paid vendors, spoken so that nobody is paid twice; imported by services' `vendors/` only."""
