"""A shared kind of lab: judge twelve short cases drawn from a file, by a class or by a number."""
