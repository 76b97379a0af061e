// Quoted sentences with the words behind each slot marked.

/**
 * Cuts a sentence at the ends of its spans.
 *
 * Takes a text and [slot, start, end] in code points, in any order, overlapping or not; gives
 * [{text, slots}] in reading order, which together are the text.
 */
function pieces(text, spans) {
  const length = Array.from(text).length;
  const sound = (spans ?? []).filter(([, start, end]) => start >= 0 && start < end && end <= length);
  const cuts = [...new Set([0, length, ...sound.flatMap(([, start, end]) => [start, end])])].sort((a, b) => a - b);
  const units = utf16Offsets(text, cuts);
  return cuts.slice(0, -1).map((start, index) => ({
    text: text.slice(units[index], units[index + 1]),
    slots: [...new Set(sound.filter(([, from, to]) => from <= start && to >= cuts[index + 1]).map(([slot]) => slot))],
  }));
}

/** The group of colours that a slot belongs to: when, where, who, what, how many. */
function slotGroup(slot) {
  const name = slot.replace(/^title\./u, "").split(".")[0];
  if (/date|occurred/u.test(name)) return "when";
  if (/country|admin1|place|location|geo/u.test(name)) return "where";
  if (/attacker|claimant|verification/u.test(name)) return "who";
  if (/drones|missiles|killed|injured|quantit/u.test(name)) return "count";
  return "what";
}

/** The words of a slot: "drones downed". */
function slotLabel(slot) {
  const name = slot.replace(/^title\./u, "");
  return label("slot", name);
}

/** One sentence as a quotation. */
function quote({text, spans}) {
  return h("blockquote", {}, pieces(text, spans).map((piece) => (piece.slots.length
    ? h("mark", {
      class: slotGroup(piece.slots[0]), title: piece.slots.map(slotLabel).join(", "), "data-slot": piece.slots.join(" "),
    }, piece.text, h("span", {class: "sr-only"}, ` [${piece.slots.map(slotLabel).join(", ")}] `))
    : piece.text)));
}

/** What the colours of the marks mean. */
function quoteLegend() {
  return h("p", {class: "legend"}, ["when", "where", "who", "what", "count"].map((group) =>
    h("span", {}, h("mark", {class: group}, word(`slot_group.${group}`)))));
}
