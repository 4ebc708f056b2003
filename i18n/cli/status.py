"""`i18n status`."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import click

from i18n.cli.console import bar, json_option, open_project, show_findings, write_report
from i18n.language import display_name
from i18n.project import Project
from i18n.reports import json as as_objects
from i18n.reports.badge import badge as badge_of
from i18n.reports.html import status_page
from i18n.reports.site import asset_lines, assets_object, link_lines, links_object
from i18n.reports.table import status_table
from i18n.reports.text import change_lines, change_totals
from i18n.workflow.status import status
from i18n.workflow.status_assets import asset_status
from i18n.workflow.status_links import link_status
from i18n.workflow.status_since import since


@click.command("status")
@click.argument("locales", nargs=-1)
@click.option("--since", "revision", metavar="REV", help="Show what has changed for translators since a git revision.")
@click.option("--html", metavar="FILE", help="Write a page of it, which needs no network.")
@click.option("--badge", metavar="FILE", help="Write a small SVG picture of it, for a README.")
@click.option("--assets", "what", flag_value="assets", help="Show instead which pictures each document shows.")
@click.option("--links", "what", flag_value="links", help="Show instead which links, anchors and images lead nowhere.")
@json_option
@click.pass_context
def command(
    context: click.Context,
    locales: tuple[str, ...],
    revision: str | None,
    html: str | None,
    badge: str | None,
    what: str | None,
    as_json: bool,
) -> int:
    """Show how much of each document is translated, and by whom.

    Numbers are messages, but for the last two columns: all words of the source text, and those to translate. A
    Chinese character is a word, and so is a run of other letters or digits; link destinations and tags
    do not count.

    With --since, show instead which messages are new (+), reworded (~) and gone (-) since a commit, a
    branch or a tag, and how many of them are not translated yet.

    --assets lists per document which pictures and other files a locale shares with the source, has of its own, or
    misses, and which a map of the project names but leaves as they are. --links lists the links,
    anchors and images that lead nowhere in the sources, and those that only a locale breaks. Other sites
    are not asked.

    \b
    i18n status
    i18n status en --json
    i18n status --since v1.0
    i18n status --html status.html --badge translated.svg
    i18n status --assets
    i18n status --links
    """
    if what:
        return _REPORTS[what](open_project(context), locales, as_json)
    if revision is not None:
        return _changes(context, locales, revision, as_json)
    project = open_project(context)
    outcome = status(project, locales, bar)
    if html is not None:
        write_report(html, status_page(outcome, project.name))
    if badge is not None:
        write_report(badge, iter([badge_of(outcome)]))
    if as_json:
        result = {
            "locales": {locale: as_objects.statistics(counts) for locale, counts in outcome.totals().items()},
            "folders": [
                {"locale": locale, "folder": folder} | as_objects.statistics(counts)
                for (locale, folder), counts in outcome.by_folder().items()
            ],
            "documents": [
                {"locale": row.locale, "source": row.source, "catalog": row.catalog}
                | as_objects.statistics(row.statistics)
                for row in outcome.rows
            ],
            "findings": as_objects.findings(outcome.findings),
        }
        click.echo(as_objects.dumped(result), nl=False)
        return int(outcome.failed)
    show_findings(outcome)
    names = {locale: display_name(locale) for locale in outcome.totals()}
    status_table(outcome, names)
    return int(outcome.failed)


def _changes(context: click.Context, locales: tuple[str, ...], revision: str, as_json: bool) -> int:
    outcome = since(open_project(context), revision, locales, bar)
    if as_json:
        result = {
            "revision": outcome.revision,
            "commit": outcome.commit,
            "documents": as_objects.changed_documents(outcome),
            "to_translate": outcome.left(),
            "findings": as_objects.findings(outcome.findings),
        }
        click.echo(as_objects.dumped(result), nl=False)
    else:
        show_findings(outcome)
        for line in change_lines(outcome):
            click.echo(line)
        click.echo(change_totals(outcome))
    return int(outcome.failed)


def _assets(project: Project, locales: tuple[str, ...], as_json: bool) -> int:
    outcome = asset_status(project, locales, bar)
    if as_json:
        click.echo(as_objects.dumped(assets_object(outcome)), nl=False)
    else:
        show_findings(outcome)
        for line in asset_lines(outcome):
            click.echo(line)
    return int(outcome.failed)


def _links(project: Project, locales: tuple[str, ...], as_json: bool) -> int:
    outcome = link_status(project, locales, progress=bar)
    if as_json:
        click.echo(as_objects.dumped(links_object(outcome)), nl=False)
    else:
        show_findings(outcome)
        for line in link_lines(outcome):
            click.echo(line)
    return int(outcome.failed)


_REPORTS: Mapping[str, Callable[[Project, tuple[str, ...], bool], int]] = {"assets": _assets, "links": _links}
