"""What a language model is told about its own answer: to go on with it, or to mend it."""
