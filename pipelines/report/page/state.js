// What is asked of the page: filters, search, order, the open incident; kept in the URL fragment.

const FACETS = {
  country: "country", attacker: "attacker", type: "type", target: "targets", weapon: "weapons",
  language: "languages",
};
const FLAGS = ["disputed", "single"];

const state = {};
const listeners = [];

/** An unfiltered state. */
function emptyState() {
  const facets = Object.fromEntries(Object.keys(FACETS).map((name) => [name, new Set()]));
  return {
    ...facets, q: "", from: "", to: "", disputed: false, single: false,
    sort: "date", descending: true, open: null,
  };
}

/** The state that a fragment tells; what it does not know of is left out. */
function parseFragment(fragment) {
  const told = new URLSearchParams(fragment.replace(/^#/u, ""));
  const parsed = emptyState();
  parsed.q = told.get("q") ?? "";
  for (const name of ["from", "to"]) {
    const value = told.get(name) ?? "";
    if (/^\d{4}-\d\d-\d\d$/u.test(value)) parsed[name] = value;
  }
  for (const name of Object.keys(FACETS)) {
    for (const value of (told.get(name) ?? "").split(",")) if (value) parsed[name].add(value);
  }
  for (const name of FLAGS) parsed[name] = told.get(name) === "1";
  const [sort, direction] = (told.get("sort") ?? "").split(":");
  if (Object.hasOwn(ORDERS, sort)) Object.assign(parsed, {sort, descending: direction === "desc"});
  parsed.open = told.get("open");
  return parsed;
}

/** The fragment of a state, "" for the empty one. */
function toFragment(from) {
  const told = new URLSearchParams();
  if (from.q) told.set("q", from.q);
  for (const name of ["from", "to"]) if (from[name]) told.set(name, from[name]);
  for (const name of Object.keys(FACETS)) {
    if (from[name].size) told.set(name, [...from[name]].sort().join(","));
  }
  for (const name of FLAGS) if (from[name]) told.set(name, "1");
  if (from.sort !== "date" || !from.descending) {
    told.set("sort", `${from.sort}:${from.descending ? "desc" : "asc"}`);
  }
  if (from.open) told.set("open", from.open);
  return told.toString();
}

/** How rows are ordered: a number or text per row; missing values always come last. */
const ORDERS = {
  date: (row) => dayOf(row),
  place: (row) => placeParts(row).join(", "),
  subject,
  attacker: (row) => country(cell("attacker", row)) || null,
  drones: (row) => pairValue("drones", row),
  missiles: (row) => pairValue("missiles", row),
  killed: (row) => cell("killed", row),
  injured: (row) => cell("injured", row),
  sources: (row) => cell("independent_sources", row),
};

/** A number per row that sorts like ORDERS[name]: texts are compared once per distinct text. */
function ranksOf(name) {
  if (model.ranks.has(name)) return model.ranks.get(name);
  const values = Array.from({length: model.count}, (_, row) => ORDERS[name](row));
  const texts = [...new Set(values.filter((value) => typeof value === "string" && value !== ""))];
  texts.sort(name === "date" ? undefined : words.collator.compare);
  const rank = new Map(texts.map((value, index) => [value, index]));
  const ranks = Float64Array.from(values, (value) =>
    typeof value === "number" ? value : rank.get(value) ?? NaN);
  model.ranks.set(name, ranks);
  return ranks;
}

/** What search looks through in a row, folded; equal texts are folded once. */
function haystack(row, folded) {
  const parts = [
    cell("title", row), cell("target_name", row), ...(cell("names", row) ?? []),
    ...placeParts(row), country(cell("attacker", row)), label("type", cell("type", row)),
    ...(cell("targets", row) ?? []).map((code) => label("target", code)),
    ...(cell("weapons", row) ?? []).map((code) => label("weapon", code)),
  ];
  return parts.filter(Boolean).map((text) => {
    if (!folded.has(text)) folded.set(text, fold(text));
    return folded.get(text);
  }).join("\n") + `\n${cell("id", row)}`;
}

/** Prepares the search of at least so many rows; all where nothing is said. */
function haystacks(until = model.count) {
  model.haystacks ??= {texts: [], folded: new Map()};
  const {texts, folded} = model.haystacks;
  while (texts.length < until) texts.push(haystack(texts.length, folded));
  return texts;
}

/** Prepares the search while nothing else is to do, so that the first key does not wait for it. */
function prepareSearch() {
  const later = window.requestIdleCallback ?? ((action) => setTimeout(action, 200));
  later(() => {
    const done = model.haystacks?.texts.length ?? 0;
    if (done >= model.count) return;
    haystacks(Math.min(model.count, done + 500));
    prepareSearch();
  });
}

/** The words searched for; "a quoted phrase" stays together. */
function searchTerms(query) {
  const terms = query.match(/"[^"]+"|[^\s"]+/gu) ?? [];
  return terms.map((term) => fold(term.replaceAll('"', ""))).filter(Boolean);
}

/** Row numbers that pass all filters but those named in `except`, unsorted. */
function matching(asked, except = null) {
  const tests = [];
  for (const [name, column] of Object.entries(FACETS)) {
    const wanted = asked[name];
    if (!wanted.size || name === except) continue;
    const values = model.incidents[column] ?? [];
    tests.push((row) => {
      const value = values[row];
      return Array.isArray(value) ? value.some((one) => wanted.has(one)) : wanted.has(value);
    });
  }
  if (asked.from) tests.push((row) => (dayOf(row) ?? "") >= asked.from);
  if (asked.to) tests.push((row) => (cell("date_start", row) ?? dayOf(row) ?? "9") <= asked.to);
  if (asked.disputed) tests.push((row) => cell("disputed", row) === true);
  if (asked.single) tests.push((row) => cell("independent_sources", row) === 1);
  const terms = searchTerms(asked.q);
  if (terms.length) {
    const texts = haystacks();
    tests.push((row) => terms.every((term) => texts[row].includes(term)));
  }
  const found = [];
  for (let row = 0; row < model.count; row += 1) {
    if (tests.every((test) => test(row))) found.push(row);
  }
  return found;
}

/** Rows in the order asked for; equal ones newest first, missing values last. */
function sorted(rows, asked) {
  const ranks = ranksOf(asked.sort);
  const dates = ranksOf("date");
  const sign = asked.descending ? -1 : 1;
  return rows.sort((a, b) => {
    const [left, right] = [ranks[a], ranks[b]];
    const missing = Number.isNaN(left) - Number.isNaN(right);
    if (missing) return missing;
    return sign * (left - right) || (dates[b] || 0) - (dates[a] || 0) || a - b;
  });
}

/** Changes the state, writes the fragment and tells every view. */
function change(part) {
  Object.assign(state, part);
  const fragment = toFragment(state);
  history.replaceState(null, "", fragment ? `#${fragment}` : location.pathname + location.search);
  tell(part);
}

/**
 * Computes the rows to show and calls the listeners with what they need not do again: `sameRows`
 * where only the order or the open incident changed, `sameOrder` where only the latter did.
 */
function tell(part) {
  const keys = Object.keys(part);
  const sameRows = keys.every((key) => ["open", "sort", "descending"].includes(key));
  const sameOrder = keys.every((key) => key === "open");
  if (!sameOrder) state.rows = sorted(sameRows ? state.rows : matching(state), state);
  for (const listener of listeners) listener(state, {sameRows, sameOrder});
}
