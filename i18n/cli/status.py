"""`i18n status`."""

from __future__ import annotations

import click

from i18n.cli.console import bar, json_option, open_project, show_findings, write_report
from i18n.language import display_name
from i18n.reports import objects as as_objects
from i18n.reports.badge import badge as badge_of
from i18n.workflow.status import status


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
    project = open_project(context)
    if what == "assets":
        from i18n.cli import status_assets  # noqa: PLC0415 - only who asks pays for it

        return status_assets.show(project, locales, as_json)
    if what == "links":
        from i18n.cli import status_links  # noqa: PLC0415 - only who asks pays for it

        return status_links.show(project, locales, as_json)
    if revision is not None:
        from i18n.cli import status_since  # noqa: PLC0415 - only who asks pays for it

        return status_since.show(project, locales, revision, as_json)
    outcome = status(project, locales, bar)
    if html is not None:
        from i18n.reports.html import status_page  # noqa: PLC0415 - only who asks pays for it

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
    from i18n.reports.status import status_table  # noqa: PLC0415 - only this needs rich

    status_table(outcome, names)
    return int(outcome.failed)
