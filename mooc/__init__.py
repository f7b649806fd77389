"""The Sud IA MOOC: courses in Markdown, exercises in the browser, progress that is kept."""

__version__ = "0.3.0"
