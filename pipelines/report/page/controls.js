// The bar of filters: search, period, facets, flags; how many incidents are left.

/** A date field of the filter, kept inside the report's period. */
function dateField(name) {
  const {from, to} = model.report.meta.period;
  return h("input", {
    type: "date", name, min: from, max: to, "aria-label": word(name === "from" ? "from_day" : "to_day"),
    onchange: (event) => {
      const {value} = event.target;
      change({[name]: value === model.report.meta.period[name] ? "" : value});
    },
  });
}

/** A filter that is on or off. */
function flag(name) {
  return h("label", {class: "flag"},
    h("input", {type: "checkbox", name, onchange: (event) => change({[name]: event.target.checked})}),
    h("span", {}, word(name)));
}

/** Builds the bar; returns what shows the present state in it. */
function buildControls() {
  const bar = document.getElementById("filters");
  const typing = {timer: 0};
  const search = h("input", {
    type: "search", id: "search", placeholder: word("search_hint"), "aria-label": word("search"),
    autocomplete: "off", spellcheck: "false", enterkeyhint: "search",
    oninput: (event) => {
      clearTimeout(typing.timer);
      typing.timer = setTimeout(() => change({q: event.target.value}), 120);
    },
  });
  const facets = [
    {name: "country", title: word("attacked"), show: country},
    {name: "attacker", title: word("attacker"), show: country},
    {name: "target", title: word("target"), show: (code) => capital(label("target", code))},
    {name: "weapon", title: word("weapon"), show: (code) => capital(label("weapon", code))},
    {name: "type", title: word("type"), show: (code) => capital(label("type", code))},
    {name: "language", title: word("language"), show: tongue},
  ].map(facetChoice);
  const [from, to, disputed, single] = [dateField("from"), dateField("to"), flag("disputed"), flag("single")];
  const count = h("output", {class: "count", "aria-live": "polite"});
  const clear = h("button", {
    type: "button", class: "quiet", onclick: () => change({...emptyState(), sort: state.sort, descending: state.descending}),
  }, word("clear_filters"));
  fill(bar,
    h("div", {class: "search"}, search, h("kbd", {"aria-hidden": "true"}, "/")),
    h("div", {class: "period"}, from, h("span", {"aria-hidden": "true"}, "–"), to),
    facets.map((facet) => facet.element), disputed, single,
    h("div", {class: "result"}, count, clear));

  return () => {
    if (document.activeElement !== search) search.value = state.q;
    from.value = state.from || model.report.meta.period.from;
    to.value = state.to || model.report.meta.period.to;
    disputed.firstChild.checked = state.disputed;
    single.firstChild.checked = state.single;
    facets.forEach((facet) => facet.update());
    fill(count, word(state.rows.length === model.count ? "count_all" : "count_of", {n: state.rows.length, all: model.count}));
    clear.hidden = toFragment({...state, open: null, sort: "date", descending: true}) === "";
  };
}
