// Which feeds were silent: without this a quiet night and a broken feed look the same.

const STATUSES = ["down", "silent", "degraded", "unknown", "ok"];

/** One bar per day; its height tells the status as its colour does. */
function statusStrip(feed, windows) {
  const told = STATUSES.map((status) => [status, feed.days.filter((it) => it === status).length])
    .filter(([, n]) => n > 0).map(([status, n]) => `${word(`status.${status}`)}: ${number(n)}`).join(", ");
  const heights = {ok: 16, degraded: 9, silent: 4, down: 16, unknown: 2};
  const step = 100 / Math.max(1, feed.days.length);
  return svg("svg", {class: "strip", viewBox: "0 0 100 16", preserveAspectRatio: "none", role: "img", "aria-label": told},
    feed.days.map((status, index) => {
      if (status === null) return null;
      const known = Object.hasOwn(heights, status) ? status : "unknown";
      return svg("g", {},
        svg("title", {}, `${shortDay(windows[index])}: ${word(`status.${known}`)}`),
        svg("rect", {
          class: `status ${known}`, x: index * step, width: Math.max(0.2, step * 0.8),
          y: 16 - heights[known], height: heights[known],
        }));
    }));
}

/** Builds the panel; feeds with trouble come first, the others on demand. */
function buildCoverage() {
  const section = document.getElementById("coverage");
  const coverage = model.report.coverage ?? {known: false, feeds: []};
  let all = false;

  function draw() {
    const severity = (feed) => (STATUSES.indexOf(feed.status) + STATUSES.length) % (STATUSES.length + 1);
    const feeds = [...coverage.feeds].sort((a, b) =>
      severity(a) - severity(b) || words.collator.compare(a.title ?? a.feed_url, b.title ?? b.feed_url));
    const trouble = feeds.filter((feed) => feed.status !== "ok");
    const shown = all ? feeds : trouble.slice(0, 20);
    fill(section,
      h("header", {}, h("h2", {}, word("coverage"))),
      coverage.known && feeds.length ? [
        h("p", {class: trouble.length ? "verdict trouble" : "verdict"},
          word(trouble.length ? "coverage_trouble" : "coverage_fine", {n: trouble.length, all: feeds.length})),
        h("p", {class: "legend"}, STATUSES.toReversed().map((status) =>
          h("span", {}, h("i", {class: `key status-key ${status}`, "aria-hidden": "true"}), word(`status.${status}`)))),
        shown.length ? h("table", {class: "list feeds"},
          h("caption", {class: "sr-only"}, word("coverage")),
          h("thead", {}, h("tr", {},
            h("th", {scope: "col"}, word("feed")), h("th", {scope: "col"}, word("status")),
            h("th", {scope: "col", class: "span"}, word("by_day")),
            h("th", {scope: "col", class: "num"}, word("seen_expected")),
            h("th", {scope: "col", class: "day"}, word("last_new")))),
          h("tbody", {}, shown.map((feed) => h("tr", {},
            h("td", {}, h("div", {class: "main"}, feed.title || feed.feed_url),
              feed.title ? h("div", {class: "sub"}, feed.feed_url) : null),
            h("td", {}, h("span", {class: `badge ${feed.status}`}, word(`status.${feed.status}`))),
            h("td", {}, statusStrip(feed, coverage.windows ?? [])),
            h("td", {class: "num"}, `${number(feed.seen)} / ${number(feed.expected)}`),
            h("td", {class: "day"}, feed.last_new_at ? moment(feed.last_new_at) : "–"))))) : null,
        feeds.length > shown.length || all ? h("button", {
          type: "button", class: "quiet more",
          onclick: () => {
            all = !all;
            draw();
          },
        }, word(all ? "show_fewer" : "show_all", {n: feeds.length})) : null,
      ] : h("p", {class: "verdict"}, word("coverage_unknown")));
  }
  return draw;
}
