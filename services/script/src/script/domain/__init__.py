"""The rules of the script service: what an idea names, the shapes of stories, the length of what is written. No I/O."""
