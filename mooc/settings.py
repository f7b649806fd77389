"""Settings: read once from the environment (``MOOC_*``), frozen afterwards.

Tests build a :class:`Settings` directly; commands call :func:`load`. Secrets that the operator
does not give are drawn once and kept in ``var/secrets.toml``, readable by its owner only.
"""

from __future__ import annotations

import os
import secrets
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent


# Read from the environment as paths.
PATHS = (
    "var_dir", "build_dir", "courses_dir", "exercises_dir", "challenge_rules_dir", "challenges_dir",
)  # fmt: skip


class SettingsError(ValueError):
    """A setting that cannot be used; the message says which and what to write instead."""


@dataclass(frozen=True)
class Brand:
    """Who publishes the site. Everything that names a territory comes from here."""

    name: str = "Sud IA"
    tagline: str = "Comprendre l’intelligence artificielle, la mesurer, décider."
    territory: str = "Provence-Alpes-Côte d’Azur"
    publisher: str = "Éditeur à renseigner (MOOC_BRAND_PUBLISHER)"
    publication_director: str = "À renseigner (MOOC_BRAND_PUBLICATION_DIRECTOR)"
    address: str = "Adresse à renseigner (MOOC_BRAND_ADDRESS)"
    contact_email: str = "contact@sudia.localhost"
    accessibility_email: str = "accessibilite@sudia.localhost"
    data_protection_email: str = "dpo@sudia.localhost"
    host: str = "Hébergeur à renseigner (MOOC_BRAND_HOST)"


@dataclass(frozen=True)
class Settings:
    """Everything that differs between two installations.

    ``site_origin`` serves the site, ``notebook_origin`` (another host name) serves JupyterLite;
    ``extra_origins`` are further names of the site itself, for development.
    ``challenges_dir`` holds the hidden rows of the challenges, outside the repository; without it
    none is open here.
    """

    site_origin: str = "http://sudia.localhost:8000"
    notebook_origin: str = "http://carnets.sudia.localhost:8000"
    extra_origins: tuple[str, ...] = ("http://127.0.0.1:8000", "http://localhost:8000")
    database_url: str = ""
    secret_key: str = ""
    data_secret: str = ""
    var_dir: Path = ROOT / "var"
    build_dir: Path = ROOT / "build"
    courses_dir: Path = ROOT / "courses"
    exercises_dir: Path = ROOT / "exercises"
    challenge_rules_dir: Path = ROOT / "challenges"
    challenges_dir: Path | None = None
    smtp_url: str = ""
    mail_from: str = "ne-pas-repondre@sudia.localhost"
    author_mode: bool = False
    brand: Brand = field(default_factory=Brand)

    def __post_init__(self) -> None:
        for name in ("site_origin", "notebook_origin"):
            check_origin(name, getattr(self, name))
        if self.site_origin == self.notebook_origin:
            raise SettingsError("MOOC_NOTEBOOK_ORIGIN doit différer de MOOC_SITE_ORIGIN.")
        if not self.database_url:
            url = f"sqlite:///{self.var_dir / 'mooc.sqlite3'}"
            object.__setattr__(self, "database_url", url)

    @property
    def secure(self) -> bool:
        """True when the site is reached over HTTPS: cookies are then Secure and ``__Host-``."""
        return self.site_origin.startswith("https://")

    @property
    def site_origins(self) -> tuple[str, ...]:
        """Every origin under which this site may be visited, its own name first."""
        return (self.site_origin, *self.extra_origins)


def check_origin(name: str, value: str) -> None:
    """Raise :class:`SettingsError` unless *value* is ``scheme://host[:port]`` and no more."""
    parts = urlsplit(value)
    plain = f"{parts.scheme}://{parts.netloc}"
    if parts.scheme not in {"http", "https"} or not parts.hostname or value != plain:
        raise SettingsError(
            f"MOOC_{name.upper()} = {value!r} : écrivez « https://nom.exemple.fr », sans chemin."
        )


def load(environ: Mapping[str, str] | None = None) -> Settings:
    """Settings from ``MOOC_*`` variables; ``PORT`` sets the port of the development names."""
    env = os.environ if environ is None else environ
    port = env.get("PORT", "8000")
    if not port.isdigit() or not 0 < int(port) < 65536:
        raise SettingsError(f"PORT = {port!r} : écrivez un nombre de 1 à 65535.")
    suffix = "" if port == "80" else f":{port}"
    values: dict[str, object] = {
        "site_origin": f"http://sudia.localhost{suffix}",
        "notebook_origin": f"http://carnets.sudia.localhost{suffix}",
        "brand": Brand(**_given(env, "MOOC_BRAND_", Brand)),
    }
    values |= _given(env, "MOOC_", Settings)
    if "MOOC_SITE_ORIGIN" in env:
        values.setdefault("extra_origins", ())
    else:
        values["extra_origins"] = (f"http://127.0.0.1{suffix}", f"http://localhost{suffix}")
    for name in PATHS:
        if name in values:
            values[name] = Path(str(values[name])).resolve()
    if "author_mode" in values:
        values["author_mode"] = str(values["author_mode"]).lower() in {"1", "true", "oui"}
    if "extra_origins" in values and isinstance(values["extra_origins"], str):
        values["extra_origins"] = tuple(values["extra_origins"].split())
    settings = Settings(**values)  # type: ignore[arg-type]
    return _with_secrets(settings)


def _given(env: Mapping[str, str], prefix: str, cls: type) -> dict[str, str]:
    names = {f.name for f in fields(cls)} - {"brand"}
    return {n: env[prefix + n.upper()] for n in sorted(names) if env.get(prefix + n.upper())}


def _with_secrets(settings: Settings) -> Settings:
    """Fill in the secrets that the environment did not give, from ``var/secrets.toml``."""
    if settings.secret_key and settings.data_secret:
        return settings
    path = settings.var_dir / "secrets.toml"
    if not path.exists():
        settings.var_dir.mkdir(parents=True, exist_ok=True)
        text = "".join(
            f'{name} = "{secrets.token_urlsafe(48)}"\n' for name in ("secret_key", "data_secret")
        )
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
            stream.write(text)
    kept = tomllib.loads(path.read_text(encoding="utf-8"))
    for name in ("secret_key", "data_secret"):
        if not getattr(settings, name):
            object.__setattr__(settings, name, str(kept[name]))
    return settings
