"""From versions to an index: fields, building, and the engines."""
