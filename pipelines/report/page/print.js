// Paper cannot scroll: before printing the first rows are laid out as a plain table.

const ROWS_ON_PAPER = 300;

function buildPrint() {
  const section = document.getElementById("paper");
  window.addEventListener("beforeprint", () => {
    const rows = state.rows.slice(0, ROWS_ON_PAPER);
    fill(section,
      h("h2", {}, word("incidents")),
      h("p", {class: "note"}, word(rows.length < state.rows.length ? "paper_some" : "count_all", {n: rows.length, all: state.rows.length})),
      h("table", {class: "list"},
        h("thead", {}, h("tr", {}, COLUMNS.map((column) => h("th", {class: column.style}, word(column.title))))),
        h("tbody", {}, rows.map((row) => h("tr", {}, COLUMNS.map((column) =>
          h("td", {class: column.style}, CELLS[column.key](row))))))));
  });
  window.addEventListener("afterprint", () => fill(section));
}
