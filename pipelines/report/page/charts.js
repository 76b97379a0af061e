// Nights, interception rate and casualties: by attacked country and day, with the claimed ranges.

const PANELS_AT_MOST = 4;
const chosen = {kind: "drones"};

/** Records of a table of the report that lie in the filtered period and countries. */
function inFocus(records) {
  const {from, to} = state;
  return (records ?? []).filter((record) =>
    (!state.country.size || state.country.has(record.country))
    && (!from || record.date >= from) && (!to || record.date <= to));
}

/** The days that the charts show: the filtered part of the report's period. */
function shownDays() {
  const {from, to} = model.report.meta.period;
  const first = state.from > from ? state.from : from;
  const last = state.to && state.to < to ? state.to : to;
  return first <= last ? eachDay(first, last) : [];
}

/** Records by country, the countries with the largest sums first; at most four. */
function byCountry(records, keys) {
  const groups = new Map();
  for (const record of records) {
    if (!keys.some((key) => (record[key] ?? null) !== null)) continue;
    if (!groups.has(record.country)) groups.set(record.country, []);
    groups.get(record.country).push(record);
  }
  const size = (group) => group.reduce((sum, it) => sum + keys.reduce((all, key) => all + (it[key] ?? 0), 0), 0);
  return [...groups].sort((a, b) => size(b[1]) - size(a[1])).slice(0, PANELS_AT_MOST);
}

/** One series: for each day the value with its bounds, null where nobody gave one. */
function onDays(dates, records, key) {
  const known = new Map();
  for (const record of records) {
    if (!known.has(record.date)) known.set(record.date, []);
    known.get(record.date).push(record);
  }
  return dates.map((date) => {
    const sum = total(known.get(date) ?? [], key);
    return sum.value === null ? null : sum;
  });
}

/** "412 (380–430)" */
function withRange(it) {
  if (!it) return "–";
  const bounds = range(it.value, it.low, it.high);
  return number(it.value) + (bounds ? ` (${bounds})` : "");
}

/** A click on a day filters to it; a second click takes the filter away. */
function pickDay(date) {
  const same = state.from === date && state.to === date;
  change({from: same ? "" : date, to: same ? "" : date});
}

function nightsChart() {
  const {kind} = chosen;
  const keys = [`${kind}_launched`, `${kind}_downed`];
  const dates = shownDays();
  const groups = byCountry(inFocus(model.report.nights), keys);
  const panels = groups.map(([code, records]) => ({
    title: country(code), height: 96,
    series: [
      {style: `launched ${kind}`, width: 0.74, whisker: -0.3, values: onDays(dates, records, keys[0])},
      {style: `downed ${kind}`, width: 0.74, whisker: 0.3, values: onDays(dates, records, keys[1])},
    ],
  }));
  const told = (index) => panels.map((panel) => word("night_told", {
    country: panel.title,
    launched: withRange(panel.series[0].values[index]),
    downed: withRange(panel.series[1].values[index]),
  }));
  const sums = groups.map(([code, records]) => word("night_told", {
    country: country(code), launched: withRange(total(records, keys[0])), downed: withRange(total(records, keys[1])),
  }));
  return {dates, panels, told, summary: `${word(kind)}: ${sums.join("; ")}.`, pick: (index) => pickDay(dates[index])};
}

function rateChart() {
  const dates = shownDays();
  const groups = byCountry(inFocus(model.report.nights), ["interception_rate"]);
  const panels = groups.map(([code, records]) => {
    const rates = new Map(records.map((record) => [record.date, record.interception_rate ?? null]));
    const values = dates.map((date) => {
      const value = rates.get(date) ?? null;
      return value === null ? null : {value};
    });
    return {title: country(code), height: 56, top: 1, percent: true, series: [{line: true, style: "rate", values}]};
  });
  const told = (index) => panels.map(({title, series: [{values}]}) =>
    `${title}: ${values[index] ? words.percent.format(values[index].value) : "–"}`);
  return {dates, panels, told, summary: word("interception_rate"), pick: (index) => pickDay(dates[index])};
}

function casualtiesChart() {
  const dates = shownDays();
  const records = inFocus(model.report.casualties);
  const panels = ["killed", "injured"].map((key) => ({
    title: word(key), height: 76, key,
    series: [{style: key, width: 0.62, values: onDays(dates, records, key)}],
  })).filter((panel) => panel.series[0].values.some((it) => it !== null));
  const told = (index) => {
    const here = records.filter((record) => record.date === dates[index]);
    return panels.flatMap((panel) => [
      `${panel.title}: ${withRange(panel.series[0].values[index])}`,
      ...(here.length > 1 ? here.filter((it) => (it[panel.key] ?? null) !== null).map((it) =>
        `· ${country(it.country)}: ${withRange(total([it], panel.key))}`) : []),
    ]);
  };
  const sums = panels.map((panel) => `${panel.title}: ${withRange(total(records, panel.key))}`);
  return {dates, panels, told, summary: sums.join("; "), pick: (index) => pickDay(dates[index])};
}

/** The switch between drones and missiles above the chart of nights. */
function kindSwitch(redraw) {
  const buttons = ["drones", "missiles"].map((kind) => h("button", {
    type: "button", "data-kind": kind, "aria-pressed": String(chosen.kind === kind),
    onclick: () => {
      chosen.kind = kind;
      for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.kind === kind));
      redraw();
    },
  }, word(kind)));
  return h("div", {class: "switch", role: "group", "aria-label": word("weapon_kind")}, buttons);
}

/** What the marks mean. */
function legend(...entries) {
  return h("p", {class: "legend"}, entries.map(([style, text]) =>
    h("span", {}, h("i", {class: `key ${style}`, "aria-hidden": "true"}), text)));
}

/** A card with a heading and a chart; returns what draws it anew. */
function chartCard(id, {title, note, keys, make, controls}) {
  const section = document.getElementById(id);
  const body = h("div", {class: "chart-body"});
  let draw = () => undefined;
  fill(section,
    h("header", {}, h("h2", {}, title), controls?.(() => draw())),
    legend(...keys), body, note ? h("p", {class: "note"}, note) : null);
  draw = dayChart(body, make);
  return draw;
}

/** Builds the three charts; returns what draws them for the present filters. */
function buildCharts() {
  const draws = [
    chartCard("nights", {
      title: word("nights"), make: nightsChart, controls: kindSwitch, note: word("nights_note"),
      keys: [["launched", word("launched")], ["downed", word("downed")], ["whisker", word("claimed_range")]],
    }),
    chartCard("rate", {
      title: word("interception_rate"), make: rateChart, note: word("rate_note"),
      keys: [["rate", word("rate_key")]],
    }),
    chartCard("casualties", {
      title: word("casualties"), make: casualtiesChart, note: word("casualties_note"),
      keys: [["killed", word("killed")], ["injured", word("injured")], ["whisker", word("claimed_range")]],
    }),
  ];
  return () => draws.forEach((draw) => draw());
}
