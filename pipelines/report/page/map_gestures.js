// How the map is moved: wheel, drag, pinch, buttons and keys.

/** Listens on the drawing; `actions`: zoom, pan, fit, step, open, hover, escape, resized. */
function mapGestures(ui, actions) {
  const {drawing} = ui;
  const CLICK = 5; // px: a press that moves less is a click
  const pointers = new Map();
  let moved = 0;
  let pressed = null;

  const at = (event) => {
    const box = drawing.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };
  const symbolOf = (event) => {
    const node = event.target.closest?.("[data-symbol]");
    return node ? Number(node.dataset.symbol) : null;
  };

  for (const [text, key, action] of [
    ["+", "map_zoom_in", () => actions.zoom(1.6)],
    ["−", "map_zoom_out", () => actions.zoom(1 / 1.6)],
    ["⤢", "map_fit", () => actions.fit()],
  ]) ui.keys.append(ui.button("map-key-button", text, action, ui.word(key)));

  drawing.addEventListener("wheel", (event) => {
    // without a modifier the wheel scrolls the page, unless the map is what the reader works with
    if (!event.ctrlKey && !event.metaKey && document.activeElement !== drawing) return;
    event.preventDefault();
    actions.zoom(2 ** (-event.deltaY / (event.ctrlKey ? 120 : 300)), at(event));
  }, {passive: false});

  drawing.addEventListener("pointerdown", (event) => {
    if (event.button > 0) return;
    if (!pointers.size) {
      moved = 0;
      pressed = symbolOf(event);
    }
    pointers.set(event.pointerId, at(event));
    actions.hover(null);
  });

  drawing.addEventListener("pointermove", (event) => {
    const before = pointers.get(event.pointerId);
    const now = at(event);
    if (!before) {
      if (event.pointerType === "mouse") actions.hover(symbolOf(event), now);
      return;
    }
    const other = [...pointers].find(([id]) => id !== event.pointerId)?.[1];
    const [right, down] = [now[0] - before[0], now[1] - before[1]];
    moved += Math.hypot(right, down);
    pointers.set(event.pointerId, now);
    if (moved < CLICK) return;
    if (!drawing.hasPointerCapture(event.pointerId)) drawing.setPointerCapture(event.pointerId);
    if (other) {
      const apart = (point) => Math.max(10, Math.hypot(point[0] - other[0], point[1] - other[1]));
      actions.zoom(apart(now) / apart(before), [(now[0] + other[0]) / 2, (now[1] + other[1]) / 2]);
      actions.pan(right / 2, down / 2);
    } else {
      actions.pan(right, down);
    }
  });

  const release = (event) => {
    if (!pointers.delete(event.pointerId) || pointers.size) return;
    if (event.type === "pointerup" && moved < CLICK && pressed !== null) actions.open(pressed);
    else if (event.type === "pointerup" && moved < CLICK) actions.escape();
  };
  drawing.addEventListener("pointerup", release);
  drawing.addEventListener("pointercancel", release);
  drawing.addEventListener("pointerleave", () => actions.hover(null));
  drawing.addEventListener("blur", () => actions.hover(null));

  const STEP = 60;
  const keys = {
    ArrowLeft: () => actions.pan(STEP, 0), ArrowRight: () => actions.pan(-STEP, 0),
    ArrowUp: () => actions.pan(0, STEP), ArrowDown: () => actions.pan(0, -STEP),
    "+": () => actions.zoom(1.4), "=": () => actions.zoom(1.4), "-": () => actions.zoom(1 / 1.4),
    0: () => actions.fit(), n: () => actions.step(1), p: () => actions.step(-1),
    PageDown: () => actions.step(1), PageUp: () => actions.step(-1), Enter: () => actions.open(null),
  };
  drawing.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  });
  drawing.parentElement.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.target === drawing) return;
    event.stopPropagation();
    actions.escape();
  });

  new ResizeObserver(() => {
    if (ui.resize()) actions.resized();
  }).observe(drawing.parentElement);
}
