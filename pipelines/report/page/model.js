// The report's data: incidents stay in columns (50,000 rows as objects would cost seconds).

const NUMBERS = [
  "drones_launched", "drones_downed", "missiles_launched", "missiles_downed", "killed", "injured",
];

/** The JSON inside an element of the page, null where there is none. */
function readJson(id) {
  const element = document.getElementById(id);
  const text = element?.textContent.trim();
  return text ? JSON.parse(text) : null;
}

const model = {report: readJson("report"), outlines: readJson("map-data")};

/** Unpacks base64 of compressed JSON; `encoding` is gzip, deflate or deflate-raw. */
async function unpack(base64, encoding) {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream(encoding));
  return JSON.parse(await new Response(stream).text());
}

/** The columns of the incidents: in the report, or packed beside it. */
async function readColumns() {
  const {report} = model;
  if (report.incidents) return report.incidents;
  const element = document.getElementById("incident-columns");
  return unpack(element.textContent.trim(), report.details_encoding ?? "gzip");
}

/** Prepares what many views need: columns, length, rows by id, strikes of each wave. */
function prepareModel(incidents) {
  model.incidents = incidents;
  model.count = incidents.id.length;
  model.rows = new Map(incidents.id.map((id, row) => [id, row]));
  model.strikes = new Map();
  (incidents.part_of ?? []).forEach((wave, row) => {
    if (!wave) return;
    if (!model.strikes.has(wave)) model.strikes.set(wave, []);
    model.strikes.get(wave).push(row);
  });
  forgetWords();
}

/** Drops what was computed with the words of one language. */
function forgetWords() {
  model.ranks = new Map();
  model.haystacks = null;
}

/** The value of a column in a row; null where the column or the value is missing. */
function cell(column, row) {
  return model.incidents[column]?.[row] ?? null;
}

/** The day an incident is listed under: its last day. */
function dayOf(row) {
  return cell("date_end", row) ?? cell("date_start", row);
}

/** A place as people write it: settlement, region, country, as far as each is known. */
function placeParts(row) {
  const names = [cell("place", row), cell("admin1", row), country(cell("country", row))];
  return names.filter((name, index) => name && names.indexOf(name) === index);
}

/** What an incident is called: the facility, else its targets, else its type. */
function subject(row) {
  const name = cell("target_name", row);
  if (name) return name;
  const targets = cell("targets", row) ?? [];
  if (targets.length) return capital(targets.map((code) => label("target", code)).join(", "));
  return capital(label("type", cell("type", row)));
}

function capital(text) {
  const first = String.fromCodePoint(text.codePointAt(0) ?? 0);
  return text === "" ? "" : first.toLocaleUpperCase(words.language) + text.slice(first.length);
}

/** "drone, cruise missile: oil refinery", as far as known. */
function means(row) {
  const weapons = (cell("weapons", row) ?? []).map((code) => label("weapon", code)).join(", ");
  const outcome = cell("outcome", row);
  return [weapons || label("type", cell("type", row)), outcome ? label("outcome", outcome) : ""]
    .filter(Boolean)
    .join(" · ");
}

/** Of one pair of counts what sorts first: launched, else downed. */
function pairValue(kind, row) {
  return cell(`${kind}_launched`, row) ?? cell(`${kind}_downed`, row);
}

/** Distinct values of a column (lists are taken apart) with how many rows hold each. */
function countValues(column, rows) {
  const counts = new Map();
  const values = model.incidents[column] ?? [];
  for (const row of rows) {
    const value = values[row];
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one === null || one === undefined) continue;
      counts.set(one, (counts.get(one) ?? 0) + 1);
    }
  }
  return counts;
}

/** Sums values, low and high of records as they stand; null where no record gives a value. */
function total(records, key) {
  const known = records.filter((record) => (record[key] ?? null) !== null);
  if (!known.length) return {value: null, low: null, high: null};
  const sum = (suffix) =>
    known.reduce((all, record) => all + (record[key + suffix] ?? record[key]), 0);
  return {value: sum(""), low: sum("_low"), high: sum("_high")};
}

/** Every day from one ISO day to another, both included; at most ten years. */
function eachDay(from, to) {
  const found = [];
  const last = instant(to);
  for (let time = instant(from); time <= last && found.length < 3660; time += 86400000) {
    found.push(new Date(time).toISOString().slice(0, 10));
  }
  return found;
}
