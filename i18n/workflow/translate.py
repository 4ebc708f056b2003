"""Fill what no person has translated: from memory, from answers that are known, from an engine."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, closing, nullcontext

from i18n.drafting.plan import Planner
from i18n.drafting.result import TranslateOutcome, Wanted
from i18n.drafting.run import Meter, Run, Say
from i18n.errors import ConfigurationError, UsageError, WriteError
from i18n.glossary import Glossary
from i18n.project import Project
from i18n.storage.files import own_folder
from i18n.translation.cache import FILE_NAME, Cache
from i18n.translation.engine import Engine
from i18n.translation.translator import Translator
from i18n.workspace.glossaries import open_glossary
from i18n.workspace.memories import memories
from i18n.workspace.outcome import Progress, silent
from i18n.workspace.sources import find_sources


def translate(
    project: Project,
    locale: str,
    engine: Engine | None,
    paths: Iterable[str] = (),
    wanted: Wanted | None = None,
    progress: Progress = silent,
    meter: Meter | None = None,
    say: Say = lambda message: None,
) -> TranslateOutcome:
    """Translate the messages of a locale that hold no person's work, or those of some sources.

    Without an engine, only what the project's own translations know. The outcome says that the engine failed, and a
    file that cannot be read or written is a finding of it. Raises ConfigurationError, UsageError where the estimate is
    above what may be paid, and WriteError where answers could not be kept.
    """
    wanted = wanted or Wanted()
    [locale] = project.chosen_locales([locale])
    outcome = TranslateOutcome(price=wanted.price)
    sources = find_sources(project, paths, report=outcome.findings.append)
    glossary = open_glossary(project, locale)
    with closing(_opened_cache(project)) if engine else nullcontext() as cache:
        translator = _translator(project, locale, engine, cache, glossary, wanted)
        if engine:
            outcome.engine, outcome.model, outcome.unit = engine.name, engine.model, engine.capabilities.unit
        memory = memories(project, notes=True, report=outcome.fail)(locale)
        planner = Planner(project, locale, wanted.states, memory, translator, wanted.limit)
        outcome.plans = planner.plans(sources, outcome, progress)
        outcome.missing = sum(plan.missing for plan in outcome.plans)
        _refuse_dear(outcome, wanted)
        if not wanted.dry_run:
            Run(planner, outcome, wanted, say).run(meter or _unseen)
        if translator:
            outcome.spent = translator.calls.spent
    return outcome


def _unseen(count: int) -> AbstractContextManager[Callable[[int], object]]:
    del count
    return nullcontext(lambda done: None)


def _opened_cache(project: Project) -> Cache:
    try:
        return Cache(own_folder(project.root) / FILE_NAME)
    except OSError as problem:
        raise WriteError(f"cannot be written: {problem.strerror}", path=f".i18n/{FILE_NAME}") from None


def _translator(
    project: Project, locale: str, engine: Engine | None, cache: Cache | None, glossary: Glossary, wanted: Wanted
) -> Translator | None:
    if not engine or not cache:
        return None
    languages = (project.source_locale, locale)
    return Translator(engine, languages, cache, glossary, text_only=wanted.text_only)


def _refuse_dear(outcome: TranslateOutcome, wanted: Wanted) -> None:
    """Raise an error where the estimate is above what may be paid, or cannot be told."""
    if wanted.max_cost is None:
        return
    cost = outcome.cost(outcome.estimate)
    if cost is None:
        hint = f"set price in [engines.{outcome.engine}], for a million {outcome.unit}s"
        raise ConfigurationError(f"the price of {outcome.engine} is not known, so --max-cost cannot be kept", hint=hint)
    if cost > wanted.max_cost and not wanted.dry_run:
        raise UsageError(
            f"this is going to cost about {cost:.2f}, more than {wanted.max_cost:.2f}; nothing was sent",
            hint="raise --max-cost, name some sources, or take some texts only with --limit",
        )
