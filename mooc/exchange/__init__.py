"""Courses taken out of the site, and others' files brought in."""
