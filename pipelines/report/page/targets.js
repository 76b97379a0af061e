// Targets over time: one row of small bars per category, the same scale in all rows.

const TARGETS_AT_FIRST = 10;

/** Weeks of the table in order, and for each target its counts, the most frequent target first. */
function targetsByWeek() {
  const {from, to} = state;
  const records = (model.report.targets ?? []).filter((it) =>
    (!from || lastOfWeek(it.date) >= from) && (!to || it.date <= to)
    && (!state.country.size || it.country === undefined || state.country.has(it.country)));
  const weeks = [...new Set(records.map((it) => it.date))].sort();
  const place = new Map(weeks.map((week, index) => [week, index]));
  const rows = new Map();
  for (const {date, target, incidents} of records) {
    if (!rows.has(target)) rows.set(target, new Array(weeks.length).fill(0));
    rows.get(target)[place.get(date)] += incidents;
  }
  const sum = (counts) => counts.reduce((all, one) => all + one, 0);
  const ordered = [...rows].map(([target, counts]) => ({target, counts, sum: sum(counts)}));
  return {weeks, rows: ordered.sort((a, b) => b.sum - a.sum || String(a.target).localeCompare(String(b.target)))};
}

function lastOfWeek(monday) {
  return new Date(instant(monday) + 6 * 86400000).toISOString().slice(0, 10);
}

/** The bars of one category, each with its week and count as a tooltip. */
function weekBars(weeks, counts, most) {
  const step = 100 / weeks.length;
  return svg("svg", {class: "weeks", viewBox: "0 0 100 24", preserveAspectRatio: "none", "aria-hidden": "true"},
    svg("line", {class: "axis", x1: 0, x2: 100, y1: 24, y2: 24}),
    counts.map((count, index) => svg("g", {},
      svg("title", {}, word("week_told", {from: shortDay(weeks[index]), n: count})),
      svg("rect", {class: "hit", x: index * step, y: 0, width: step, height: 24}),
      count ? svg("rect", {
        class: "target", x: (index + 0.12) * step, width: step * 0.76,
        y: 24 - Math.max(1.5, 22 * (count / most)), height: Math.max(1.5, 22 * (count / most)),
      }) : null)));
}

/** Builds the card; returns what fills it for the present filters. */
function buildTargets() {
  const section = document.getElementById("targets");
  let all = false;

  function draw() {
    const {weeks, rows} = targetsByWeek();
    const most = Math.max(1, ...rows.flatMap((row) => row.counts));
    const shown = all ? rows : rows.slice(0, TARGETS_AT_FIRST);
    const body = rows.length ? h("table", {class: "target-table"},
      h("caption", {class: "sr-only"}, word("targets")),
      h("thead", {}, h("tr", {},
        h("th", {scope: "col"}, word("target")),
        h("th", {scope: "col", class: "span"}, h("span", {}, shortDay(weeks[0])),
          h("span", {}, shortDay(lastOfWeek(weeks[weeks.length - 1])))),
        h("th", {scope: "col", class: "num"}, word("incidents")))),
      h("tbody", {}, shown.map(({target, counts, sum}) => h("tr", {},
        h("th", {scope: "row"}, target === null ? word("no_target") : h("button", {
          type: "button", class: "quiet", "aria-pressed": String(state.target.has(target)),
          title: word("filter_by"), onclick: () => toggle("target", target),
        }, capital(label("target", target)))),
        h("td", {}, weekBars(weeks, counts, most),
          h("span", {class: "sr-only"}, counts.map((count, index) =>
            word("week_told", {from: shortDay(weeks[index]), n: count})).join(", "))),
        h("td", {class: "num"}, number(sum))))))
      : h("p", {class: "nothing"}, word("nothing_to_draw"));
    fill(section,
      h("header", {}, h("h2", {}, word("targets"))), body,
      rows.length > TARGETS_AT_FIRST ? h("button", {
        type: "button", class: "quiet more",
        onclick: () => {
          all = !all;
          draw();
        },
      }, word(all ? "show_fewer" : "show_all", {n: rows.length})) : null,
      h("p", {class: "note"}, word("targets_note")));
  }
  return draw;
}

/** Puts a value into a filter, or takes it out. */
function toggle(facet, value) {
  const values = new Set(state[facet]);
  if (!values.delete(value)) values.add(value);
  change({[facet]: values});
}
