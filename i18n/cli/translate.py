"""`i18n translate`."""

from __future__ import annotations

import click

from i18n.catalog.state import State
from i18n.cli.console import bar, json_option, meter, open_project, show_findings, write_report
from i18n.counted import counted
from i18n.drafting.result import TranslateOutcome, Wanted
from i18n.errors import UsageError
from i18n.project import Project
from i18n.reports import objects as as_objects
from i18n.reports.translate import translation
from i18n.storage.lock import project_lock
from i18n.translation.engine import Engine
from i18n.translation.estimate import Price
from i18n.translation.registry import engine_names, open_engine
from i18n.workflow.translate import translate

_STATES = {"empty": State.EMPTY, "stale": State.STALE, "machine": State.MACHINE}


@click.command("translate")
@click.argument("locale")
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option("--engine", "name", metavar="NAME", help="Who translates; none is a default.")
@click.option(
    "--state",
    "states",
    type=click.Choice([*_STATES]),
    multiple=True,
    help="Messages that are translated; may be repeated [empty].",
)
@click.option("--dry-run", is_flag=True, help="Tell what would be done and what it would cost; send nothing.")
@click.option("--max-cost", type=click.FloatRange(0), metavar="AMOUNT", help="What may be paid at most.")
@click.option("--limit", type=click.IntRange(1), metavar="N", help="Ask the engine for at most N texts.")
@click.option(
    "--on-failure",
    type=click.Choice(["leave", "text-only"]),
    default="leave",
    help="What becomes of a text whose markup no answer kept: nothing, or its words as a suggestion [leave].",
)
@click.option("--report", metavar="FILE", help="Write what became of each message to a JSON file.")
@json_option
@click.pass_context
def command(
    context: click.Context,
    locale: str,
    paths: tuple[str, ...],
    name: str | None,
    states: tuple[str, ...],
    dry_run: bool,
    max_cost: float | None,
    limit: int | None,
    on_failure: str,
    report: str | None,
    as_json: bool,
) -> int:
    """Fill what no person has translated to LOCALE, in all documents or those of some PATHs.

    First from your own translations, where they know just one for a text; then by the engine. A message that a
    person has written or reviewed, or that needs a person's work, is never touched. What a machine wrote is
    marked as such, until somebody looks at it and clears the fuzzy flag.

    Every answer keeps the code, links, images and tags of its text, or it is refused. You can stop at any
    moment and run the command again: what was answered is kept. If the engine cannot go on, the command
    ends with 3 and keeps what there is.

    \b
    i18n translate en --engine memory
    i18n translate en --engine deepl --dry-run
    i18n translate en source/guide --engine ollama --limit 20
    i18n translate en --engine openai --max-cost 5 --report report.json
    i18n translate en --engine deepl --state stale --state machine
    """
    project = open_project(context)
    project.chosen_locales([locale])
    engine = _opened(project, locale, name)
    chosen = frozenset(_STATES[state] for state in states or ("empty",))
    price = _price(project, engine)
    wanted = Wanted(chosen, limit, price, max_cost, on_failure == "text-only", dry_run)
    with project_lock(project.root, f"translate {locale}", _say, f"translate-{locale}.lock"):
        outcome = translate(project, locale, engine, paths, wanted, bar, meter, _say)
    if report:
        write_report(report, iter([as_objects.dumped(translation(outcome))]))
    if as_json:
        click.echo(as_objects.dumped(translation(outcome)), nl=False)
    else:
        _show(outcome, dry_run)
    return _exit_code(outcome)


def _say(message: str) -> None:
    click.echo(message, err=True)


def _opened(project: Project, locale: str, name: str | None) -> Engine | None:
    if not name:
        raise UsageError(
            "no engine is named, and none is a default",
            hint=f"--engine memory uses only your own translations; others: {', '.join(engine_names())}",
        )
    if name == "memory":
        return None
    return open_engine(project.engine_settings(name), (project.source_locale, locale))


def _price(project: Project, engine: Engine | None) -> Price | None:
    settings = project.engine_settings(engine.name) if engine else None
    return Price(settings.price, settings.price_output) if settings and settings.price else None


def _show(outcome: TranslateOutcome, dry_run: bool) -> None:
    from i18n.reports.translate_tables import plan_table, ways_table  # noqa: PLC0415 - only this needs rich

    show_findings(outcome)
    if outcome.missing:
        click.echo(f"{counted(outcome.missing, 'text')} not in the PO files yet; run `i18n update` first", err=True)
    if dry_run:
        plan_table(outcome)
        asked = sum(len(plan.asked) for plan in outcome.plans)
        click.echo(f"{counted(asked, 'text')} would go to {outcome.engine}; nothing was sent")
        return
    ways_table(outcome)
    if outcome.outage:
        click.echo(f"{click.style('error', fg='red', bold=True)}: {outcome.outage}", err=True)
        hint = outcome.outage.hint or "what was translated is kept; run the command again to go on"
        click.echo(click.style(f"  hint: {hint}", dim=True), err=True)
    click.echo(
        f"{counted(outcome.done, 'message')} translated, {outcome.left:,} left; "
        f"{counted(len(outcome.written), 'catalog')} written{_spent(outcome)}"
    )


def _spent(outcome: TranslateOutcome) -> str:
    usage = outcome.spent.usage
    if not outcome.spent.calls:
        return ""
    tokens = usage.tokens_in + usage.tokens_out
    units = counted(tokens, "token") if tokens else counted(usage.characters, "character")
    cost = outcome.cost(usage)
    paid = f", {cost:.4f}" if cost else ""
    return f"; {counted(outcome.spent.calls, 'call')} to {outcome.engine}, {units}{paid}"


def _exit_code(outcome: TranslateOutcome) -> int:
    if outcome.outage:
        return outcome.outage.exit_code
    return int(outcome.failed)
