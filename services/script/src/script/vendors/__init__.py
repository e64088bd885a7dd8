"""One adapter per vendor; `app` is the only one that imports them."""
