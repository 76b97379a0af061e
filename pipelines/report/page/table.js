// The table of incidents: only the rows in sight are in the document, however many there are.

const SPARE_ROWS = 8;

const COLUMNS = [
  {key: "date", title: "day", style: "c-date"},
  {key: "place", title: "place", style: "c-place"},
  {key: "subject", title: "what", style: "c-what"},
  {key: "attacker", title: "attacker", style: "c-attacker"},
  {key: "drones", title: "drones", style: "c-drones num", hint: "pair_hint"},
  {key: "missiles", title: "missiles", style: "c-missiles num", hint: "pair_hint"},
  {key: "killed", title: "killed", style: "c-killed num"},
  {key: "injured", title: "injured", style: "c-injured num"},
  {key: "sources", title: "sources", style: "c-sources num", hint: "sources_hint"},
];

/** "82/93": shot down of launched; nothing where nobody gave either. */
function pair(kind, row) {
  const [launched, downed] = [cell(`${kind}_launched`, row), cell(`${kind}_downed`, row)];
  if (launched === null && downed === null) return h("span", {class: "null"}, "–");
  return [number(downed), h("span", {class: "of"}, "/"), number(launched)];
}

/** A count with its range beneath where claims differ. */
function counted(key, row) {
  const value = cell(key, row);
  const bounds = range(value, cell(`${key}_low`, row), cell(`${key}_high`, row));
  if (value === null && !bounds) return h("span", {class: "null"}, "–");
  return [h("div", {}, number(value)), bounds ? h("div", {class: "sub"}, bounds) : null];
}

/** What marks a row as new or doubtful. */
function marks(row) {
  return [
    live.fresh.has(cell("id", row)) ? h("span", {class: "mark fresh"}, word("fresh")) : null,
    cell("disputed", row) ? h("span", {class: "mark disputed", title: word("disputed")}, word("disputed_short")) : null,
    cell("independent_sources", row) === 1 ? h("span", {class: "mark single", title: word("single")}, word("single_short")) : null,
  ];
}

/** What a cell of a column shows. */
const CELLS = {
  date: (row) => [
    h("div", {class: "main"}, shortDay(dayOf(row))),
    h("div", {class: "sub"}, datePrecision(row)),
  ],
  place: (row) => {
    const [first, ...rest] = placeParts(row);
    return [h("div", {class: "main"}, first ?? "–"), h("div", {class: "sub"}, rest.join(", "))];
  },
  subject: (row) => [
    h("div", {class: "main"}, subject(row), marks(row)),
    h("div", {class: "sub"}, cell("title", row) ?? means(row)),
  ],
  attacker: (row) => country(cell("attacker", row)) || h("span", {class: "null"}, "–"),
  drones: (row) => pair("drones", row),
  missiles: (row) => pair("missiles", row),
  killed: (row) => counted("killed", row),
  injured: (row) => counted("injured", row),
  sources: (row) => [
    h("div", {}, number(cell("independent_sources", row))),
    h("div", {class: "sub"}, number(cell("reports", row))),
  ],
};

/** How sure the day is: nothing where it is told, words where it is a span or assumed. */
function datePrecision(row) {
  if (cell("date_basis", row) === "publication") return word("assumed");
  const [from, to] = [cell("date_start", row), cell("date_end", row)];
  return from && to && from !== to ? words.shortDay.formatRange(instant(from), instant(to)) : "";
}

/** Order of a column that is clicked: its own first direction, then the other one. */
function sortBy(key) {
  const text = ["place", "subject", "attacker"].includes(key);
  change(state.sort === key ? {descending: !state.descending} : {sort: key, descending: !text});
}

/** Builds the table; returns what shows the present rows. */
function buildTable() {
  const section = document.getElementById("incidents");
  const head = h("div", {class: "row head", role: "row", "aria-rowindex": 1}, COLUMNS.map((column) =>
    h("div", {class: column.style, role: "columnheader", "data-key": column.key},
      h("button", {type: "button", title: column.hint ? word(column.hint) : null, onclick: () => sortBy(column.key)},
        word(column.title), h("span", {class: "arrow", "aria-hidden": "true"})))));
  const space = h("div", {class: "space", role: "rowgroup"});
  const scroller = h("div", {class: "scroller", role: "presentation"},
    h("div", {class: "head-holder", role: "rowgroup"}, head), space);
  const nothing = h("p", {class: "nothing", hidden: true}, word("no_incidents"));
  const grid = h("div", {class: "grid", role: "grid", "aria-label": word("incidents"), "aria-colcount": COLUMNS.length}, scroller);
  const heading = h("header", {}, h("h2", {}, word("incidents")), h("span", {class: "note"}, word("table_keys")));
  fill(section, heading, grid, nothing);

  const view = {rows: [], active: 0, height: 52, made: new Map()};

  function makeRow(position) {
    const row = view.rows[position];
    const element = h("div", {
      class: "row", role: "row", tabindex: position === view.active ? 0 : -1,
      "aria-rowindex": position + 2, "data-id": cell("id", row),
      "aria-selected": String(cell("id", row) === state.open),
    }, COLUMNS.map((column) => h("div", {class: column.style, role: "gridcell", "data-label": word(column.title)}, CELLS[column.key](row))));
    element.style.transform = `translateY(${position * view.height}px)`;
    element.addEventListener("click", () => {
      view.active = position;
      change({open: cell("id", row)});
    });
    element.addEventListener("focus", () => activate(position));
    return element;
  }

  function activate(position) {
    view.made.get(view.active)?.setAttribute("tabindex", "-1");
    view.active = position;
    view.made.get(position)?.setAttribute("tabindex", "0");
  }

  function render() {
    const first = Math.max(0, Math.floor(scroller.scrollTop / view.height) - SPARE_ROWS);
    const last = Math.min(view.rows.length - 1,
      Math.ceil((scroller.scrollTop + scroller.clientHeight) / view.height) + SPARE_ROWS);
    for (const [position, element] of view.made) {
      const kept = (position >= first && position <= last) || position === view.active;
      if (kept) continue;
      element.remove();
      view.made.delete(position);
    }
    for (let position = first; position <= last; position += 1) place(position);
    if (view.active < view.rows.length) place(view.active);
  }

  function place(position) {
    if (view.made.has(position)) return;
    const element = makeRow(position);
    view.made.set(position, element);
    const next = [...view.made.keys()].filter((other) => other > position).sort((a, b) => a - b)[0];
    space.insertBefore(element, next === undefined ? null : view.made.get(next));
  }

  function reveal(position) {
    const [top, bottom] = [position * view.height, (position + 1) * view.height];
    if (top < scroller.scrollTop) scroller.scrollTop = top;
    const sight = scroller.clientHeight - head.offsetHeight; // the head stays on top of the rows
    if (bottom > scroller.scrollTop + sight) scroller.scrollTop = bottom - sight;
  }

  function goTo(position) {
    const wanted = Math.max(0, Math.min(view.rows.length - 1, position));
    reveal(wanted);
    activate(wanted);
    render();
    view.made.get(wanted)?.focus({preventScroll: true});
  }

  grid.addEventListener("keydown", (event) => {
    if (!event.target.classList.contains("row")) return;
    const page = Math.max(1, Math.floor(scroller.clientHeight / view.height) - 1);
    const moves = {
      ArrowDown: 1, ArrowUp: -1, j: 1, k: -1, PageDown: page, PageUp: -page,
      Home: -view.rows.length, End: view.rows.length,
    };
    if (event.key in moves && !event.ctrlKey && !event.metaKey && !event.altKey) goTo(view.active + moves[event.key]);
    else if (event.key === "Enter" || event.key === " ") change({open: cell("id", view.rows[view.active])});
    else return;
    event.preventDefault();
  });

  scroller.addEventListener("scroll", oncePerFrame(render), {passive: true});
  new ResizeObserver(oncePerFrame(() => {
    const height = measure();
    if (height === view.height) render();
    else rebuild(height);
  })).observe(scroller);

  /** The height of rows is the style sheet's: it differs on a phone. */
  function measure() {
    return parseFloat(getComputedStyle(grid).getPropertyValue("--row")) || 52;
  }

  function rebuild(height = measure()) {
    view.height = height;
    for (const element of view.made.values()) element.remove();
    view.made.clear();
    space.style.height = `${view.rows.length * height}px`;
    render();
  }

  function showOrder() {
    for (const header of head.children) {
      const on = header.dataset.key === state.sort;
      header.setAttribute("aria-sort", on ? (state.descending ? "descending" : "ascending") : "none");
      header.querySelector(".arrow").textContent = on ? (state.descending ? "↓" : "↑") : "";
    }
  }

  function showOpen() {
    for (const [position, element] of view.made) {
      element.setAttribute("aria-selected", String(cell("id", view.rows[position]) === state.open));
    }
  }

  function update({sameOrder}) {
    if (sameOrder) {
      showOpen();
      return;
    }
    view.rows = state.rows;
    view.active = 0;
    scroller.scrollTop = 0;
    grid.setAttribute("aria-rowcount", view.rows.length + 1);
    nothing.hidden = view.rows.length > 0;
    showOrder();
    rebuild();
  }

  /** Moves the keyboard to an incident's row, where it is among the rows shown. */
  function focusOn(id) {
    const position = view.rows.findIndex((row) => cell("id", row) === id);
    if (position >= 0) goTo(position);
  }

  return {update, focusOn};
}
