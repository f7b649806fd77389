"""Pages and questions written elsewhere, brought into our Markdown."""
