// A choice of several values with counts, as a disclosure: works by mouse, touch and keyboard.

const OPTIONS_BEFORE_SEARCH = 12;

/**
 * A filter: a button with what is chosen, and under it a list of check boxes.
 *
 * `name` is the facet, `title` its words, `show(value)` the words of a value. Returns {element,
 * update()}; the list is made when it is opened, counting what the other filters leave.
 */
function facetChoice({name, title, show}) {
  const summary = h("summary", {});
  const menu = h("div", {class: "menu", role: "group", "aria-label": title});
  const element = h("details", {class: "facet", "data-facet": name}, summary, menu);

  function options() {
    const counts = countValues(FACETS[name], matching(state, name));
    for (const value of state[name]) if (!counts.has(value)) counts.set(value, 0);
    return [...counts].sort((a, b) => b[1] - a[1] || words.collator.compare(show(a[0]), show(b[0])));
  }

  function open() {
    const values = options();
    const rows = values.map(([value, count]) => h("label", {},
      h("input", {
        type: "checkbox", value, checked: state[name].has(value), onchange: () => toggle(name, value),
      }),
      h("span", {class: "option"}, show(value)), h("span", {class: "num"}, number(count))));
    const search = values.length > OPTIONS_BEFORE_SEARCH ? h("input", {
      type: "search", placeholder: word("find"), "aria-label": word("find"),
      oninput: (event) => {
        const wanted = fold(event.target.value);
        rows.forEach((row, index) => {
          row.hidden = !fold(show(values[index][0])).includes(wanted);
        });
      },
    }) : null;
    fill(menu, search, rows.length ? rows : h("p", {class: "nothing"}, word("nothing_here")));
  }

  element.addEventListener("toggle", () => {
    if (!element.open) return;
    for (const other of document.querySelectorAll("details.facet[open]")) {
      if (other !== element) other.open = false;
    }
    open();
  });
  element.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && element.open) {
      element.open = false;
      summary.focus();
      event.stopPropagation();
    }
  });

  function update() {
    const values = [...state[name]];
    element.classList.toggle("on", values.length > 0);
    fill(summary, h("span", {class: "facet-title"}, title), values.length
      ? h("strong", {}, values.length > 1 ? `${show(values[0])} +${values.length - 1}` : show(values[0])) : null);
  }
  return {element, update};
}

document.addEventListener("click", (event) => {
  for (const choice of document.querySelectorAll("details.facet[open]")) {
    if (!choice.contains(event.target)) choice.open = false;
  }
});
