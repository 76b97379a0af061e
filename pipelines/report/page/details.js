// Details of incidents: compressed chunks in the file, or answers of a running `wirebeam serve`.

const chunks = new Map();

/** The details of the row's incident, null where the file has none. Rejects where it is damaged. */
async function loadDetails(row) {
  const id = cell("id", row);
  const {live} = model.report;
  if (live) {
    const answer = await fetch(live.incident + encodeURIComponent(id));
    if (!answer.ok) throw new Error(`${answer.status}`);
    return answer.json();
  }
  const chunk = Math.floor(row / (model.report.details_chunk || Infinity));
  if (!chunks.has(chunk)) {
    const element = document.getElementById(`details-${chunk}`);
    if (!element) return null;
    chunks.set(chunk, unpack(element.textContent.trim(), model.report.details_encoding || "gzip"));
  }
  return (await chunks.get(chunk))[id] ?? null;
}
