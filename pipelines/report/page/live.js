// A page of `wirebeam serve` follows the tables: it asks what changed and shows it.

const ASK_EVERY = 10_000; // milliseconds
const ASK_AT_MOST_EVERY = 160_000; // after failures the pause doubles up to this

/** What the server told last; `fresh` are incidents that are new or revised since. */
const live = {pause: ASK_EVERY, fresh: new Set(), waiting: null};

/** JSON of an address of the server. Rejects where it does not answer or answers an error. */
async function ask(address) {
  const answer = await fetch(address, {headers: {accept: "application/json"}});
  if (!answer.ok) throw new Error(`${answer.status}`);
  return answer.json();
}

/** Whether a new drawing would take something from under the reader's hands. */
function readerIsBusy() {
  const typing = document.activeElement?.matches("input, select, .menu *, .space .row, svg");
  return Boolean(state.open || typing || document.querySelector("details[open]")
    || document.querySelector(".scroller").scrollTop > 0);
}

/** Fetches the report as it is now and draws it, filters and order kept. */
async function takeOver(changes) {
  const report = await ask(model.report.live.report);
  report.live = {...model.report.live, commit: report.commit};
  const known = new Set(model.incidents.id);
  const fresh = changes.reset
    ? report.incidents.id.filter((id) => !known.has(id)) : changes.incidents;
  if (fresh.length) live.fresh = new Set(fresh);
  live.waiting = null;
  model.report = report;
  prepareModel(report.incidents);
  rebuild();
}

/** The line on top: what waits to be shown, or that the server does not answer. */
function showNews(text, ...more) {
  const news = document.getElementById("news");
  news.hidden = !text;
  fill(news, text, more);
}

/** Shows what waits, as the reader asked for. */
async function showWaiting() {
  try {
    await takeOver(live.waiting);
    showNews("");
  } catch {
    showNews(word("no_server"));
  }
}

/** Shows changes at once, or offers them while somebody reads. */
async function showChanges(changes) {
  if (!readerIsBusy()) {
    await takeOver(changes);
    showNews("");
  } else if (changes.reset || changes.incidents.length || changes.gone.length) {
    live.waiting = changes;
    const n = changes.incidents.length;
    showNews(word(n ? "changed" : "tables_changed", {n}),
      h("button", {type: "button", id: "show-news", onclick: showWaiting}, word("show_changes")));
  }
}

async function lookForChanges() {
  try {
    const known = encodeURIComponent(model.report.live.commit);
    const changes = await ask(model.report.live.changes + known);
    live.pause = ASK_EVERY;
    if (changes.changed) await showChanges(changes);
    else if (!live.waiting) showNews("");
  } catch {
    live.pause = Math.min(live.pause * 2, ASK_AT_MOST_EVERY);
    showNews(word("no_server"));
  }
}

/** Follows the server while the page is in sight; a page in a file follows nothing. */
function follow() {
  if (!model.report.live) return;
  const next = () => setTimeout(async () => {
    if (!document.hidden) await lookForChanges();
    next();
  }, live.pause);
  next();
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) lookForChanges();
  });
}
