// The words of the page in the chosen language, and numbers, dates and names of countries in it.

const WORDS = JSON.parse(document.getElementById("words").textContent);
const LANGUAGES = ["en", "uk", "ru"];
const LOCALES = {en: "en-GB", uk: "uk-UA", ru: "ru-RU"};

/** What depends on the language; `use` swaps it. */
const words = {language: "en"};

function useLanguage(language) {
  const known = LANGUAGES.includes(language) ? language : "en";
  const locale = LOCALES[known];
  words.language = known;
  words.cache = new Map();
  words.numbers = new Intl.NumberFormat(locale);
  words.percent = new Intl.NumberFormat(locale, {style: "percent", maximumFractionDigits: 0});
  words.plural = new Intl.PluralRules(locale);
  words.collator = new Intl.Collator(locale, {numeric: true, sensitivity: "base"});
  words.regions = new Intl.DisplayNames([locale], {type: "region", fallback: "code"});
  words.tongues = new Intl.DisplayNames([locale], {type: "language", fallback: "code"});
  const utc = {timeZone: "UTC"};
  words.day = new Intl.DateTimeFormat(locale, {...utc, day: "numeric", month: "short", year: "numeric"});
  words.shortDay = new Intl.DateTimeFormat(locale, {...utc, day: "numeric", month: "short"});
  words.longDay = new Intl.DateTimeFormat(locale, {...utc, day: "numeric", month: "long", year: "numeric"});
  words.month = new Intl.DateTimeFormat(locale, {...utc, month: "short"});
  words.moment = new Intl.DateTimeFormat(locale, {
    ...utc, day: "numeric", month: "short", hour: "2-digit", minute: "2-digit",
  });
  document.documentElement.lang = known;
}

/** The words of a key, "{name}" filled from values; a key without words is shown as it is. */
function word(key, values = {}) {
  let entry = WORDS[key]?.[words.language] ?? WORDS[key]?.en;
  if (entry && typeof entry === "object") entry = entry[words.plural.select(values.n ?? 0)] ?? entry.other;
  if (typeof entry !== "string") return String(key);
  return entry.replace(/\{(\w+)\}/gu, (whole, name) => {
    const value = values[name];
    return typeof value === "number" ? words.numbers.format(value) : String(value ?? whole);
  });
}

/** What `find` gives for a key, found once for each language: tables ask 50,000 times. */
function once(key, find) {
  if (!words.cache.has(key)) words.cache.set(key, find());
  return words.cache.get(key);
}

/** The label of a code of the ontology ("oil_refinery"): its words, else the code with spaces. */
function label(kind, code) {
  if (code === null || code === undefined) return "";
  const key = `${kind}.${code}`;
  return once(key, () => (Object.hasOwn(WORDS, key) ? word(key) : String(code).replaceAll("_", " ")));
}

/** A country's or group's name: ISO alpha-2 codes are translated, other names shown as they are. */
function country(code) {
  if (code === null || code === undefined) return "";
  if (!/^[A-Z]{2}$/u.test(code)) return String(code);
  return once(code, () => words.regions.of(code));
}

function tongue(code) {
  if (code === null || code === undefined) return "";
  try {
    return words.tongues.of(code);
  } catch {
    return String(code); // not a language code
  }
}

/** A number or the sign for "nobody gave one". */
function number(value) {
  return value === null || value === undefined ? "–" : words.numbers.format(value);
}

/** The claimed range, "" where it adds nothing to the value; an open end is shown as such. */
function range(value, low, high) {
  const lowest = low ?? null;
  const highest = high ?? null;
  if (lowest === null && highest === null) return "";
  if (lowest === value && highest === value) return "";
  if (highest === null) return `≥ ${number(lowest)}`;
  if (lowest === null) return `≤ ${number(highest)}`;
  return lowest === highest ? number(lowest) : `${number(lowest)}–${number(highest)}`;
}

/** Milliseconds of an ISO day ("2026-11-03") or moment, or NaN. */
function instant(iso) {
  if (typeof iso !== "string") return NaN;
  return Date.parse(iso.length === 10 ? `${iso}T00:00:00Z` : iso);
}

function formatted(format, iso) {
  const time = instant(iso);
  return Number.isNaN(time) ? String(iso ?? "") : format.format(time);
}

const day = (iso) => formatted(words.day, iso);
const shortDay = (iso) => formatted(words.shortDay, iso);
const moment = (iso) => (iso ? `${formatted(words.moment, iso)} UTC` : "");

/** "3–4 Nov 2026" from two days; one day where both are the same or one is missing. */
function days(from, to) {
  const first = from ?? to;
  const last = to ?? from;
  if (!first) return "";
  if (first === last || Number.isNaN(instant(first)) || Number.isNaN(instant(last))) return day(last);
  return words.day.formatRange(instant(first), instant(last));
}

useLanguage(document.documentElement.lang);
