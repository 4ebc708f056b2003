"""How an engine is reached, as a project and the environment say it: with which key, at which server, how often."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import urlsplit

from i18n.errors import ConfigurationError
from i18n.project import EngineSettings
from i18n.translation.failures import keep_secret
from i18n.translation.transport import Limits, is_loopback


def api_key(settings: EngineSettings, environment: Mapping[str, str], variable: str, *, needed: bool = True) -> str:
    """Return an engine's key from the environment, and have it kept out of every message.

    `variable` is where it usually stands. Raises ConfigurationError where a needed one is missing, and for one that
    cannot be a key.
    """
    variable = settings.key_variable or variable
    key = environment.get(variable, "").strip()
    if not key and needed:
        raise ConfigurationError(
            f"the engine {settings.name} needs a key, and {variable} is not set",
            hint=f"export {variable}=…; keys are read from the environment, never from the project file",
        )
    if not (key.isascii() and key.isprintable()):
        raise ConfigurationError(f"{variable} holds characters that no key has", hint="was more copied than the key?")
    keep_secret(key)
    return key


def server_of(settings: EngineSettings, usual: str = "", key: str = "") -> str:
    """Return the address of an engine's server without a slash at its end.

    Raises ConfigurationError where there is none, and where a key would cross a network in the clear.
    """
    url = (settings.url or usual).rstrip("/")
    if not url:
        raise ConfigurationError(
            f"the engine {settings.name} has no server", hint=f"set url in [engines.{settings.name}]"
        )
    if key and url.startswith("http://") and not is_loopback(url):
        host = urlsplit(url).hostname
        raise ConfigurationError(
            f"the key of {settings.name} would go to {host} unencrypted",
            hint="use https, or a server that needs no key",
        )
    return url


def limits_of(settings: EngineSettings, usual: Limits | None = None) -> Limits:
    """Return an engine's usual limits, changed by what the project says."""
    limits = usual or Limits()
    if settings.rate:
        limits = replace(limits, rate=settings.rate)
    if settings.workers:
        limits = replace(limits, workers=settings.workers)
    if settings.timeout:
        seconds = settings.timeout
        limits = replace(limits, silence=seconds, attempt=seconds, total=max(limits.total, 3 * seconds))
    return limits
