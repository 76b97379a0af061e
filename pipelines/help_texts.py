"""The prose of ``--help``: what a command is for, with examples."""

from typing import Final, NamedTuple


class HelpText(NamedTuple):
    """One line for the list of commands, what stands above the options and what below."""

    summary: str
    description: str
    epilog: str


WIREBEAM: Final = HelpText(
    summary="",
    description="News articles in, structured events with evidence out, as Parquet tables.",
    epilog="""\
examples:
  wirebeam run --input articles/ --output out     read articles, write the tables
  wirebeam watch --feeds feeds.yaml --output out  poll feeds, round after round
  wirebeam query out "SELECT event_type, count(*) FROM events GROUP BY ALL"
  wirebeam report out -o report.html              one page to look at, no network needed
  wirebeam serve out                              the same as a local page that follows a watch
  wirebeam export out -o incidents.csv            for spreadsheets, maps, notebooks
  wirebeam extract article.txt --explain          see what one article gives, and why
  wirebeam evaluate gold/                         measure the extractor on annotated articles
  wirebeam schema events                          columns and types of a table

exit status: 0 done, 1 failed, 2 wrong usage, 130 interrupted""",
)

RUN: Final = HelpText(
    summary="read articles from files and feeds and write the tables",
    description="""\
Read articles, drop duplicates, extract events, compute aggregates and commit them together to the
tables in DIR. A run into a folder that has tables adds only what is new; the same input twice adds
nothing but a row of runs. A run that fails or is killed leaves the tables as they were.

Input: .txt .jsonl .json .csv .tsv .parquet .html and feeds (.xml .rss .atom .rdf, JSON Feed), each
also as .gz .bz2 .xz .zst. JSON keys: url, title, text or html, published, source, language, id,
authors, tags. Input that cannot be read becomes a row of rejects.

--feeds polls each feed once, but for those whose server asked for a later time.""",
    epilog="""\
examples:
  wirebeam run --input articles.jsonl --output out
  wirebeam run --input 'archive/2025-*/**.jsonl.gz' feeds/ --output out --as-of 2026-02-01
  wirebeam run --input articles/ --output out --config my.yaml --json
  wirebeam run --feeds https://example.org/rss.xml --output out
  wirebeam run --input articles/ --output out -- --direct_num_workers=2

What stands behind -- goes to Beam unchanged. Progress goes to standard error, the closing summary
to standard output.""",
)

WATCH: Final = HelpText(
    summary="poll feeds and read new files, round after round",
    description="""\
Poll each feed when it is due, read what is new and commit it to the tables in DIR: everything of a
round together or not at all. Killed at any moment and started again, it goes on where the tables
end: they are its only memory. A round with nothing to do writes nothing. docs/watch.md tells all.

--input names a folder: files that other programs put there are read once, when they no longer
change. --listen takes articles by HTTP. Ctrl-C or SIGTERM end the round within seconds, a commit
that has begun is finished; a second signal ends at once.""",
    epilog="""\
examples:
  wirebeam watch --feeds feeds.yaml --output out
  wirebeam watch --feeds https://example.org/rss.xml --output out --every 5m --status out.json
  wirebeam watch --feeds readers.opml --input incoming/ --output out --until 2026-12-31
  wirebeam watch --feeds feeds.yaml --output out --once

Log lines go to standard error. Exit status: 0 at the end of --once or --until and after SIGTERM,
130 after Ctrl-C.""",
)

EXTRACT: Final = HelpText(
    summary="show the events of one article, with evidence",
    description="""\
Read one article from a file (of any format that run reads) or from standard input and print its
events as JSON: each with its evidence sentences and, for each slot, the words it was taken from.
A file of several articles gives one JSON document for each. Offsets are characters of the cleaned
text, which is printed as article.text. --explain prints text for people: the sentences with marks
such as [place Kstovo] (colours on a terminal), which rule made or merged each event, and why
clauses were dropped; with --json it adds rules and dropped clauses to the JSON.""",
    epilog="""\
examples:
  wirebeam extract article.html
  wirebeam extract article.txt --published 2025-09-08 --source example.org
  pbpaste | wirebeam extract --language en --title "Refinery hit overnight" --explain
  wirebeam extract feed.xml --json | jq -c '.events[]'
  wirebeam extract article.txt --extractor model --config model.yaml --explain""",
)

EVALUATE: Final = HelpText(
    summary="measure the extractor against annotated articles",
    description="""\
Extract the events of annotated articles and compare them with the annotation: precision, recall and
F1 of events by language, type and source, and of slots on matched events. docs/evaluation.md tells
what counts as right. A gold file is one article as JSON, or has a list of "articles"; an article
without text names a "file", looked for in --texts or beside the gold file. --incidents measures
how well events are linked across articles (docs/incidents.md).""",
    epilog="""\
examples:
  wirebeam evaluate tests/data/gold
  wirebeam evaluate tests/data/gold --incidents --verbose
  wirebeam evaluate tests/data/gold/uk --verbose
  wirebeam evaluate gold/ --output report.json
  wirebeam evaluate gold/ --json | jq '.slots.date.f1'
  wirebeam evaluate gold/ --extractor model --config model.yaml""",
)

QUERY: Final = HelpText(
    summary="ask the tables in SQL (DuckDB)",
    description="""\
Run SQL over the committed tables: articles, events, incidents, aggregates, coverage, rejects, runs
and feeds. incidents, aggregates and feeds show the newest revision; <table>_revisions has all.
Without SQL, list the tables with their numbers of rows.""",
    epilog="""\
examples:
  wirebeam query out
  wirebeam query out "SELECT date_start, place, targets FROM events ORDER BY 1"
  wirebeam query out "FROM events" --format parquet -o events.parquet
  wirebeam query out - --format csv < question.sql""",
)

REPORT: Final = HelpText(
    summary="make one HTML file of a period, to look at",
    description="""\
Write one self-contained page about a period: headline figures with change, map, nights, targets,
facilities hit again, outages, casualties, all incidents with their claims, sources and quoted
sentences, and which feeds were silent. It needs no network. Without --from and --to it is about
the 30 days up to the newest incident. docs/report.md says what the numbers mean; --json prints
them.""",
    epilog="""\
examples:
  wirebeam report out -o report.html
  wirebeam report out --last 7 --country UA --language uk -o week.html
  wirebeam report out --from 2026-02-01 --to 2026-02-28 --admin1 "Kharkiv Oblast"
  wirebeam report out --json | jq '.headline'""",
)

SERVE: Final = HelpText(
    summary="show the report on a local page that follows a watch",
    description="""\
Listen on this machine and show the tables in DIR, read only: the page of report that follows a
running watch, incidents, events, aggregates, coverage and feeds as JSON, and incidents as an Atom
feed. Each answer is of one commit. Other machines are let in only with --allow-remote. There is no
password and no encryption. docs/serve.md describes the addresses.""",
    epilog="""\
examples:
  wirebeam serve out
  wirebeam serve out --listen 127.0.0.1:9000 --last 7 --country UA --language uk
  curl 'http://127.0.0.1:8700/api/incidents?target=oil_refinery&disputed=true'
  wirebeam serve out --listen 0.0.0.0:8700 --allow-remote --host news.example.org""",
)

EXPORT: Final = HelpText(
    summary="write a table as GeoParquet, GeoJSON or CSV",
    description="""\
Write the newest rows of incidents, events, aggregates, articles or coverage for maps, notebooks and
spreadsheets, ordered by day. --from and --to keep what overlaps the days between; rows without a
day are left out then. A row has a point where its site, settlement or district is known, none where
only its region or country is (--region-points). CSV has further columns as in ACLED's files; text
that a spreadsheet would run as a formula begins with an apostrophe. FILE appears whole or not at
all; FILE.LICENSE.txt beside CSV and lines says who has to be named. docs/export.md tells all.""",
    epilog="""\
examples:
  wirebeam export out -o incidents.parquet
  wirebeam export out -o incidents.geojson --from 2026-02-01 --to 2026-02-28 --country UA
  wirebeam export out -o incidents.csv --bom
  wirebeam export out --table events --format csv --columns acled > events.csv
  wirebeam export out --format geojson --lines | jq -c .properties.place""",
)

SCHEMA: Final = HelpText(
    summary="show the columns and types of the tables",
    description="Print name, type and nullability of every column of one table or of all.",
    epilog="""\
examples:
  wirebeam schema
  wirebeam schema events --json""",
)

FEEDS: Final = HelpText(
    summary="check, import and discover feeds",
    description="Feeds that --feeds of run and watch take: how they are, and where more are.",
    epilog="""\
examples:
  wirebeam feeds check --feeds feeds.yaml
  wirebeam feeds import subscriptions.opml -o feeds.yaml
  wirebeam feeds discover https://example.org/""",
)

FEEDS_CHECK: Final = HelpText(
    summary="ask each feed once and tell how it is",
    description="""\
Ask each feed once and show whether it answers, its format, number of items, newest date and
language, whether robots.txt lets its pages be fetched, and what is odd about it. Nothing is kept.
Health is ok, stale (nothing new for a week), empty or down; exit status 1 if any is down.""",
    epilog="""\
examples:
  wirebeam feeds check                              the list that comes with wirebeam
  wirebeam feeds check --feeds feeds.yaml https://example.org/rss
  wirebeam feeds check --json | jq -r '.[] | select(.health == "down") | .url'""",
)

FEEDS_IMPORT: Final = HelpText(
    summary="turn an OPML file into a list of feeds",
    description="""\
Read the feeds that a feed reader exported (OPML, nested or not). Language, country and side are
filled in for outlets that wirebeam knows. With -o they are added at the end of that file, which is
left as it is otherwise, comments too; feeds that stand there already are not added again.""",
    epilog="""\
examples:
  wirebeam feeds import subscriptions.opml
  wirebeam feeds import subscriptions.opml -o feeds.yaml""",
)

FEEDS_DISCOVER: Final = HelpText(
    summary="find the feeds of a site",
    description="""\
Look at a page for the feeds that it names, at robots.txt for news sitemaps, and at addresses where
feeds usually are; try each and print those that are feeds as entries for a file of feeds.""",
    epilog="""\
examples:
  wirebeam feeds discover example.org
  wirebeam feeds discover https://example.org/news >> feeds.yaml""",
)
