"""Pure rules of assembly: which frames go where, which pieces that takes, how text and sound are placed."""
