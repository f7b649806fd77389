"""``python -m mooc`` is the command ``mooc``."""

from mooc.cli import main

main()
