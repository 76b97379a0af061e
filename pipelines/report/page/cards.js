// Headline figures of the whole period, each with its claimed range and the period before.

/** A share is told in percent, everything else as a number. */
function shown(key, value) {
  return key === "interception_rate" && value !== null ? words.percent.format(value) : number(value);
}

/** "+12 %" with the figure it was; the sign says the direction, colour says nothing. */
function changeOf({key, value, before}) {
  if (value === null || value === undefined) return h("span", {class: "change"}, word("no_figure"));
  if (before === null || before === undefined) return h("span", {class: "change"}, word("no_figure_before"));
  const arrow = value > before ? "▲" : value < before ? "▼" : "=";
  const share = before > 0 && key !== "interception_rate" ? ` ${words.percent.format(Math.abs(value - before) / before)}` : "";
  return h("span", {class: "change"},
    h("span", {class: "arrow", "aria-hidden": "true"}, arrow), share, " ",
    h("span", {class: "was"}, word("was", {before: shown(key, before)})));
}

/** Fills the headline: one definition list, so that label and figure stay together when read aloud. */
function buildCards() {
  const section = document.getElementById("headline");
  const {period, before} = model.report.meta;
  fill(section,
    h("h2", {class: "sr-only"}, word("headline")),
    h("dl", {class: "cards"}, model.report.headline.map((figure) => {
      const bounds = range(figure.value, figure.low, figure.high);
      return h("div", {class: "card figure", "data-key": figure.key},
        h("dt", {}, word(`figure.${figure.key}`)),
        h("dd", {class: "value"}, shown(figure.key, figure.value), bounds ? h("small", {title: word("claimed_range")}, bounds) : null),
        h("dd", {}, changeOf(figure)));
    })),
    h("p", {class: "note"}, word("headline_note", {
      period: days(period.from, period.to), before: before ? days(before.from, before.to) : "–",
    })));
}
