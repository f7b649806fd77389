"""Python in the browser: its files fetched, verified, compiled, built into JupyterLite, served.

A matter of files: no Flask, no database. ``lite/versions.toml`` holds every version and hash.
"""
