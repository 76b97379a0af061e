// Two lists: facilities hit more than once, and outages.

const LISTED_AT_FIRST = 8;

/** A card with a table that shows its first rows, and all of them on demand. */
function listCard(id, {title, note, columns, rowsOf}) {
  const section = document.getElementById(id);
  let all = false;

  function draw() {
    const rows = rowsOf();
    const shown = all ? rows : rows.slice(0, LISTED_AT_FIRST);
    fill(section,
      h("header", {}, h("h2", {}, title), h("span", {class: "count"}, number(rows.length))),
      rows.length ? h("table", {class: "list"},
        h("caption", {class: "sr-only"}, title),
        h("thead", {}, h("tr", {}, columns.map((column) =>
          h("th", {scope: "col", class: column.style ?? null}, column.title)))),
        h("tbody", {}, shown.map((row) => h("tr", {}, columns.map((column) =>
          h("td", {class: column.style ?? null}, column.show(row)))))))
        : h("p", {class: "nothing"}, word("nothing_here")),
      rows.length > LISTED_AT_FIRST ? h("button", {
        type: "button", class: "quiet more",
        onclick: () => {
          all = !all;
          draw();
        },
      }, word(all ? "show_fewer" : "show_all", {n: rows.length})) : null,
      note ? h("p", {class: "note"}, note) : null);
  }
  return draw;
}

/** A button that opens an incident; plain text where the report does not hold it. */
function opener(id, ...text) {
  return model.rows.has(id)
    ? h("button", {type: "button", class: "quiet", onclick: () => change({open: id})}, text)
    : h("span", {}, text);
}

function facilitiesInFocus() {
  const {from, to} = state;
  return (model.report.facilities ?? []).flatMap((facility) => {
    if (state.country.size && !state.country.has(facility.country)) return [];
    const hits = facility.incident_ids.flatMap((id) => (model.rows.has(id) ? [{id, date: dayOf(model.rows.get(id))}] : []))
      .filter(({date}) => (!from || date >= from) && (!to || date <= to))
      .sort((a, b) => (a.date < b.date ? -1 : 1));
    return hits.length > 1 ? [{...facility, hits}] : [];
  }).sort((a, b) => b.hits.length - a.hits.length);
}

function buildFacilities() {
  return listCard("facilities", {
    title: word("facilities"), note: word("facilities_note"), rowsOf: facilitiesInFocus,
    columns: [
      {title: word("facility"), show: (it) => [
        h("div", {class: "main"}, it.name),
        h("div", {class: "sub"}, [it.admin1, country(it.country)].filter(Boolean).join(", ")),
      ]},
      {title: word("hits"), style: "num", show: (it) => number(it.hits.length)},
      {title: word("days"), style: "dates", show: (it) =>
        it.hits.map(({date, id}) => opener(id, shortDay(date)))},
    ],
  });
}

function outagesInFocus() {
  const {from, to} = state;
  return (model.report.outages ?? []).filter((it) =>
    (!state.country.size || state.country.has(it.country))
    && (!from || it.date >= from) && (!to || it.date <= to))
    .sort((a, b) => (a.date < b.date ? 1 : a.date > b.date ? -1 : 0));
}

function buildOutages() {
  return listCard("outages", {
    title: word("outages"), note: word("outages_note"), rowsOf: outagesInFocus,
    columns: [
      {title: word("day"), style: "day", show: (it) => shortDay(it.date)},
      {title: word("place"), show: (it) => [
        h("div", {class: "main"}, opener(it.incident_id, it.place ?? it.admin1 ?? country(it.country))),
        h("div", {class: "sub"}, [it.place ? it.admin1 : null, country(it.country)].filter(Boolean).join(", ")),
      ]},
      {title: word("effects"), show: (it) =>
        (it.effects ?? []).map((effect) => label("effect", effect)).join(", ") || "–"},
    ],
  });
}
