"""What a language model has read in a script, checked and made into a storyboard; the counterpart of the local rules. Pure."""
