// The pane of one incident: its facts, who claims what, the sources and the quoted sentences.

/** One fact; left out where there is nothing to say. */
function fact(name, ...value) {
  const told = value.flat(Infinity).filter((it) => it !== null && it !== undefined && it !== "" && it !== false);
  return told.length ? h("div", {}, h("dt", {}, name), h("dd", {}, told)) : null;
}

function numberFact(key, row) {
  const value = cell(key, row);
  const [low, high] = [cell(`${key}_low`, row), cell(`${key}_high`, row)];
  if (value === null && low === null && high === null) return null;
  const bounds = range(value, low, high);
  return fact(word(`figure.${key}`), h("span", {class: "big"}, number(value)), bounds ? h("small", {}, ` ${bounds}`) : null);
}

/** What is known of the incident itself. */
function facts(row) {
  const codes = (column, kind) => (cell(column, row) ?? []).map((code) => label(kind, code)).join(", ");
  const basis = cell("date_basis", row);
  const precision = cell("geo_precision", row);
  const wave = cell("part_of", row);
  const strikes = model.strikes.get(cell("id", row)) ?? [];
  return h("dl", {class: "facts"},
    NUMBERS.map((key) => numberFact(key, row)),
    fact(word("day"), days(cell("date_start", row), cell("date_end", row)),
      basis && basis !== "text" ? h("small", {}, ` ${word(`basis.${basis}`)}`) : null),
    fact(word("place"), placeParts(row).join(", "),
      precision ? h("small", {}, ` ${label("precision", precision)}`) : null),
    fact(word("attacker"), country(cell("attacker", row))),
    fact(word("weapon"), codes("weapons", "weapon")),
    fact(word("target"), codes("targets", "target")),
    fact(word("outcome"), label("outcome", cell("outcome", row))),
    fact(word("effects"), codes("effects", "effect")),
    fact(word("part_of"), wave ? opener(wave, word("open_wave")) : null),
    strikes.length ? fact(word("strikes"), h("ul", {class: "plain"}, strikes.slice(0, 30).map((strike) =>
      h("li", {}, opener(cell("id", strike), `${placeParts(strike)[0] ?? "–"}: ${subject(strike)}`))),
    strikes.length > 30 ? h("li", {}, word("and_more", {n: strikes.length - 30})) : null)) : null,
    fact(word("languages"), (cell("languages", row) ?? []).map(tongue).join(", ")));
}

/** The claims ledger: every figure with who gives it, denials among them. */
function ledger(detail) {
  const claims = detail.claims ?? [];
  if (!claims.length) return h("p", {class: "nothing"}, word("no_claims"));
  const said = (claim) => {
    const value = (claim.value ?? null) !== null ? number(claim.value) : range(null, claim.low, claim.high);
    const bounds = (claim.value ?? null) !== null ? range(claim.value, claim.low, claim.high) : "";
    return [value, bounds ? h("div", {class: "sub"}, bounds) : null];
  };
  return h("table", {class: "list ledger"},
    h("caption", {class: "sr-only"}, word("claims")),
    h("thead", {}, h("tr", {},
      h("th", {scope: "col"}, word("who_says")), h("th", {scope: "col"}, word("figure")),
      h("th", {scope: "col", class: "num"}, word("value")), h("th", {scope: "col", class: "day"}, word("said_at")))),
    h("tbody", {}, claims.map((claim) => h("tr", {class: claim.stance === "denies" ? "denies" : null},
      h("td", {},
        h("div", {class: "main"}, claim.claimant ?? word("the_report")),
        h("div", {class: "sub"}, [
          claim.role ? label("role", claim.role) : "", claim.side ? country(claim.side) : "",
          claim.channel ? label("channel", claim.channel) : "", claim.source ?? "",
        ].filter(Boolean).join(" · "))),
      h("td", {}, h("span", {class: `stance ${claim.stance}`}, word(`stance.${claim.stance}`)), " ",
        claim.quantity ? label("figure", claim.quantity) : ""),
      h("td", {class: "num"}, said(claim)),
      h("td", {class: "day"}, claim.claimed_at ? moment(claim.claimed_at) : "–")))));
}

/** The articles, each with its quoted sentences. */
function sources(detail) {
  const evidence = new Map();
  for (const one of detail.evidence ?? []) {
    evidence.set(one.article, [...(evidence.get(one.article) ?? []), ...(one.sentences ?? [])]);
  }
  return (detail.sources ?? []).map((source, index) => h("article", {class: "source"},
    h("h4", {}, outsideLink(source.url, source.title || source.url || word("untitled"))),
    h("p", {class: "sub"}, [
      source.source, tongue(source.language), source.published ? moment(source.published) : "",
      source.duplicate_of ? word("a_copy") : "",
    ].filter(Boolean).join(" · ")),
    (evidence.get(index) ?? []).map(quote)));
}

/** Builds the pane; returns what shows the open incident, or closes it. */
function buildPane({onClosed}) {
  const pane = document.getElementById("pane");
  const body = h("div", {class: "pane-body", tabindex: -1});
  const title = h("h2", {id: "pane-title"});
  const step = (by) => () => {
    const position = state.rows.findIndex((row) => cell("id", row) === state.open);
    const next = state.rows[position + by];
    if (position >= 0 && next !== undefined) change({open: cell("id", next)});
  };
  const button = (key, sign, action, id) =>
    h("button", {type: "button", class: "icon", id, "aria-label": word(key), title: word(key), onclick: action}, sign);
  fill(pane, h("header", {}, title, h("div", {class: "tools"},
    button("previous", "↑", step(-1)), button("next", "↓", step(1)),
    button("close", "×", () => change({open: null}), "close-pane"))), body);
  pane.setAttribute("aria-labelledby", "pane-title");
  let shown = null;

  async function load(row, id) {
    const place = h("div", {class: "loading"}, word("loading"));
    body.append(place);
    try {
      const detail = await loadDetails(row);
      if (state.open !== id) return;
      fill(place, detail === null ? h("p", {class: "nothing"}, word("no_details")) : [
        h("h3", {}, word("claims")), ledger(detail),
        h("h3", {}, word("sources"), h("span", {class: "count"}, number((detail.sources ?? []).length))),
        (detail.evidence ?? []).length ? quoteLegend() : null,
        sources(detail),
      ]);
    } catch (error) {
      if (state.open === id) fill(place, h("p", {class: "nothing"}, word("details_failed", {why: error.message})));
    }
    place.className = "";
  }

  return () => {
    const id = state.open;
    if (id === shown) return;
    const before = shown;
    shown = id;
    const row = id === null ? undefined : model.rows.get(id);
    pane.hidden = row === undefined;
    document.body.classList.toggle("pane-open", row !== undefined);
    if (row === undefined) {
      if (before) onClosed(before);
      return;
    }
    fill(title, subject(row), h("small", {}, [placeParts(row)[0], day(dayOf(row))].filter(Boolean).join(", ")));
    fill(body, h("p", {class: "marks"}, marks(row), h("span", {class: "note"},
      word("independent_told", {n: cell("independent_sources", row) ?? 0}), ", ",
      word("reports_told", {n: cell("reports", row) ?? 0}))), facts(row));
    body.scrollTop = 0;
    load(row, id);
    if (before === null) document.getElementById("close-pane").focus({preventScroll: true});
  };
}
