"""The SQL behind the archive, one concern a file: functions that take a connection. `corpus.archive` is the face."""
