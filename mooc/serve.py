"""``mooc serve``: gunicorn with threads, in this process's terminal."""

from __future__ import annotations

import errno
import os
import socket
from typing import Any

import click
from gunicorn.app.base import BaseApplication

from mooc.settings import Settings


class Server(BaseApplication):  # type: ignore[misc]
    """Gunicorn, configured from here rather than from a file or the command line."""

    def __init__(self, settings: Settings, options: dict[str, Any]) -> None:
        self.settings = settings
        self.options = options
        super().__init__()

    def load_config(self) -> None:
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        from mooc.app import create_wsgi

        return create_wsgi(self.settings)


def run(settings: Settings, host: str, workers: int, threads: int) -> None:
    """Migrate, then serve until Ctrl-C.

    Raises click.ClickException with one line when the port is taken or may not be used.
    """
    from mooc.schema import upgrade

    port = int(os.environ.get("PORT", "8000"))
    check_free(host, port)
    upgrade(settings)

    def ready(server: Any) -> None:
        where = "/atelier/" if settings.author_mode else "/"
        click.echo(f"Prêt : {settings.site_origin}{where}  (Ctrl-C pour arrêter)")

    options = {
        "bind": f"{host}:{port}",
        "workers": workers,
        "threads": threads,
        "worker_class": "gthread",
        "when_ready": ready,
        "loglevel": "warning",
        # Old sockets of a crashed run would otherwise show as a port in use.
        "reuse_port": False,
        "graceful_timeout": 5,
        "keepalive": 5,
        "preload_app": True,
    }
    Server(settings, options).run()


def check_free(host: str, port: int) -> None:
    """Raise click.ClickException unless *port* can be listened on."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise click.ClickException(port_message(error, host, port)) from error


def port_message(error: OSError, host: str, port: int) -> str:
    """What to tell the operator when the address cannot be listened on."""
    if error.errno == errno.EADDRINUSE:
        return f"Le port {port} est déjà pris : essayez « PORT={port + 1} make run »."
    if error.errno == errno.EACCES:
        return f"Le port {port} demande des droits d’administration : prenez-en un de 1024 ou plus."
    return f"Impossible d’écouter sur {host}:{port} : {error.strerror}."
