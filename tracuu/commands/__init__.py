"""The commands, one file for each group of them; thin: they read options, call the session and print."""
