"""The HTTP front: API, events as SSE, media, the page where films are made."""
