// The words of the map: what a symbol or a row is called.

function mapTexts(incidents, {word, label, lang}) {
  const days = new Intl.DateTimeFormat({en: "en-GB", uk: "uk-UA", ru: "ru-RU"}[lang] ?? "en-GB", {
    timeZone: "UTC", day: "numeric", month: "short", year: "numeric",
  });

  function day(row) {
    const date = incidents.date_end?.[row] ?? incidents.date_start?.[row];
    return date ? days.format(new Date(`${date.slice(0, 10)}T00:00:00Z`)) : "";
  }

  function subject(row) {
    const name = incidents.target_name?.[row];
    const targets = (incidents.targets?.[row] ?? []).map((code) => label("target", code)).join(", ");
    return name || targets || label("type", incidents.type?.[row]);
  }

  const where = (row) => incidents.place?.[row] || incidents.admin1?.[row] || incidents.country?.[row] || "";

  /** One incident in a line: day, place, what. */
  const row = (index) => [day(index), where(index), subject(index)].filter(Boolean).join(" · ");

  const short = (names) => names.slice(0, 3).join(", ") + (names.length > 3 ? ", …" : "");

  /** What stands at a symbol. */
  function symbol({kind, members, names}) {
    if (kind === "point") return row(members[0]);
    if (kind === "region") return word("map_region", {region: short(names), n: members.length});
    const places = [...new Set(members.slice(0, 200).map(where))].filter(Boolean);
    return `${word("map_cluster", {n: members.length})}: ${short(places)}`;
  }

  return {row, symbol};
}
