// Puts the page together: builds every view, then shows the state that the fragment tells.

let views = [];

/** The heading: what the report is about, language, colours, print. */
function buildHeading() {
  const {meta} = model.report;
  document.title = `${word("title")} · ${days(meta.period.from, meta.period.to)}`;
  const filters = Object.entries(meta.filters ?? {}).flatMap(([, value]) => value ?? []).filter(Boolean);
  fill(document.getElementById("heading"),
    h("div", {},
      h("p", {class: "brand"}, "wirebeam"),
      h("h1", {}, days(meta.period.from, meta.period.to)),
      h("p", {class: "sub"}, [
        word("subtitle", {n: meta.incidents, sources: meta.sources}),
        filters.length ? filters.map((it) => country(it)).join(", ") : "",
        word("as_of", {moment: moment(meta.as_of)}),
      ].filter(Boolean).join(" · "))),
    h("div", {class: "tools"},
      h("select", {
        "aria-label": word("page_language"), id: "language",
        onchange: (event) => {
          useLanguage(event.target.value);
          rebuild();
          document.getElementById("language").focus();
        },
      }, LANGUAGES.map((code) => h("option", {value: code, selected: code === words.language, lang: code}, LANGUAGE_NAMES[code]))),
      h("button", {type: "button", id: "theme", onclick: switchTheme}, word("theme")),
      h("button", {type: "button", onclick: () => window.print()}, word("print"))));
}

const LANGUAGE_NAMES = {en: "English", uk: "Українська", ru: "Русский"};

/** Light or dark: the system's choice, until the button is pressed. */
function followTheme() {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const follow = () => {
    document.documentElement.dataset.theme = dark.matches ? "dark" : "light";
  };
  dark.addEventListener("change", follow);
  follow();
}

function switchTheme() {
  const {dataset} = document.documentElement;
  dataset.theme = dataset.theme === "dark" ? "light" : "dark";
}

function buildFooter() {
  const {meta} = model.report;
  fill(document.getElementById("about"),
    h("h2", {}, word("about")),
    h("ul", {}, ["about_reports", "about_null", "about_range", "about_once", "about_place"].map((key) => h("li", {}, word(key)))),
    h("p", {class: "sub"}, (meta.licences ?? []).map((licence) =>
      h("span", {class: "licence"}, outsideLink(licence.url, licence.name), `, ${licence.licence}. ${licence.attribution ?? ""}`))),
    h("p", {class: "sub"}, word("made_by", {version: meta.wirebeam_version, moment: moment(meta.generated_at)})));
}

/** The map of fmap's drawMap, or a line saying that the page has none. */
function buildMap() {
  const section = document.getElementById("map");
  const holder = h("div", {class: "map-body"});
  fill(section, h("header", {}, h("h2", {}, word("map"))), holder);
  if (typeof drawMap !== "function" || !model.outlines) {
    section.classList.add("absent");
    fill(holder, h("p", {class: "nothing"}, word("no_map")));
    return () => undefined;
  }
  const map = drawMap(holder, model, {
    onSelect: (row) => change({open: row === null ? null : cell("id", row)}),
    outlines: model.outlines, word, label, lang: words.language,
  });
  return (_, {sameRows}) => {
    if (!sameRows) map?.update?.(state.rows);
    map?.select?.(state.open === null ? null : model.rows.get(state.open) ?? null);
  };
}

/** Builds everything anew, in the present language, and shows the present state. */
function rebuild() {
  forgetWords();
  buildHeading();
  buildCards();
  buildFooter();
  const table = buildTable();
  const charts = buildCharts();
  const slow = [charts, buildTargets(), buildFacilities(), buildOutages()];
  const coverage = buildCoverage();
  coverage();
  views = [
    buildControls(),
    (_, told) => table.update(told),
    buildPane({onClosed: (id) => table.focusOn(id)}),
    (_, {sameRows}) => !sameRows && slow.forEach((draw) => draw()),
    buildMap(),
  ];
  tell(state);
  prepareSearch();
}

function listenToKeys() {
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, select, textarea");
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      document.getElementById("search").focus();
    } else if (event.key === "Escape" && state.open) {
      change({open: null});
    } else if (event.key === "Escape" && event.target.id === "search") {
      event.target.value = "";
      change({q: ""});
    }
  });
  window.addEventListener("hashchange", () => {
    Object.assign(state, parseFragment(location.hash));
    tell(state);
  });
}

async function start() {
  followTheme();
  prepareModel(await readColumns());
  Object.assign(state, emptyState(), parseFragment(location.hash));
  listeners.push((_, told) => views.forEach((view) => view(state, told)));
  rebuild();
  buildPrint();
  listenToKeys();
  follow();
  document.documentElement.dataset.ready = "true";
  performance.mark("wirebeam-ready");
}

start().catch((error) => {
  document.body.prepend(h("p", {class: "failed", role: "alert"}, word("failed", {why: error.message})));
  throw error;
});
