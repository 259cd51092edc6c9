"""How answers leave: rows in several formats, escaped words on a terminal, progress, the prompt."""
