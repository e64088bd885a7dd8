"""The words that the local analyst knows, as data; nothing here decides, the domain does."""
