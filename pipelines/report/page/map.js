// The map: land and borders, one symbol for each place with incidents, and what a click on it opens.

/**
 * Draws the map of a report into an element.
 *
 * `outlines` is what pipelines/report/map_data.py gives; `model.incidents` has the columns. `onSelect`
 * gets the row of an incident that was chosen. Returned: `update(rows)` shows only these rows,
 * `select(row or null)` marks one.
 */
const drawMap = (() => {
  const CLOSEST = 25; // px a unit of the projected plane (6.4 km): the nearest view
  const LISTED = 60; // rows in the list of one symbol

  function drawMap(container, model, {onSelect, outlines, word, label, lang}) {
    const {incidents} = model;
    const ground = mapProjection.choose(placed());
    const land = mapOutlines.build(outlines, ground.project);
    const regions = new Map(land.countries.flatMap(
      (country) => country.regions.filter(({name}) => name).map((region) => [`${country.code}|${region.name}`, region])));
    const ui = mapFrame(container, land, {word, lang});
    const text = mapTexts(incidents, {word, label, lang});
    const view = {k: 1, x: 0, y: 0, least: 0.1};
    const shown = {points: [], squares: [], sorted: null, symbols: [], built: null};
    let selected = null;
    let focused = -1;

    function placed() {
      const points = [];
      incidents.id.forEach((_, row) => {
        if (incidents.lat[row] != null && incidents.lon[row] != null && incidents.geo_precision?.[row] !== "country") {
          points.push([incidents.lon[row], incidents.lat[row]]);
        }
      });
      if (points.length) return points;
      return Object.keys(outlines.countries).filter((code) => incidents.country.includes(code))
        .map((code) => outlines.countries[code].label);
    }

    /** Where a row stands on the projected plane, or null. */
    function position(row) {
      const region = regions.get(`${incidents.country?.[row]}|${incidents.admin1?.[row]}`);
      if (incidents.geo_precision?.[row] === "region" && region) return region.label;
      if (incidents.geo_precision?.[row] === "country") return null;
      const [lon, lat] = [incidents.lon?.[row], incidents.lat?.[row]];
      return lon == null || lat == null ? null : land.place([lon, lat]);
    }

    function update(rows) {
      const sorted = mapSymbols.sorted(incidents, rows);
      shown.sorted = sorted;
      shown.points = sorted.points
        .map((row) => {
          const [x, y] = position(row);
          return {row, x, y, effect: incidents.effect?.[row] ?? 0, rough: incidents.geo_precision[row] === "district"};
        })
        .sort((one, other) => other.effect - one.effect || one.row - other.row);
      shown.squares = [];
      const unplaced = new Map(sorted.countries);
      for (const [key, members] of sorted.regions) {
        const region = regions.get(key);
        const at = region?.label ?? position(members[0]);
        const name = incidents.admin1[members[0]];
        if (at) shown.squares.push({key, name, region, members, x: at[0], y: at[1]});
        else unplaced.set(key, members);
      }
      ui.shade(shown.squares.filter(({region}) => region).map(({region}) => land.area(region.rings)));
      ui.beside(unplaced, sorted.nowhere, (members, title) => list(members, title, null));
      shown.built = null;
      closeList();
      if (!anyInView()) fit();
      else draw();
    }

    function anyInView() {
      if (!view.ready) return false;
      const all = [...shown.points, ...shown.squares];
      return !all.length || all.some(({x, y}) => inside(x * view.k + view.x, y * view.k + view.y, 0));
    }

    function inside(x, y, margin) {
      return x > -margin && y > -margin && x < ui.width + margin && y < ui.height + margin;
    }

    /** Shows most of the points; far single ones are left to panning. */
    function fit() {
      const all = [...shown.points, ...shown.squares];
      let box;
      if (all.length) {
        const [x, y] = ["x", "y"].map((axis) => all.map((one) => one[axis]).sort((one, other) => one - other));
        const out = Math.floor(all.length * 0.02);
        box = [x[out], y[out], x[x.length - 1 - out], y[y.length - 1 - out]];
      } else {
        const wanted = new Set(incidents.country);
        const boxes = land.countries.filter(({code}) => wanted.has(code)).map((country) => country.box);
        box = boxes.length ? [0, 1, 2, 3].map((side) => Math[side < 2 ? "min" : "max"](...boxes.map((one) => one[side]))) : [-50, -50, 50, 50];
      }
      const [width, height] = [Math.max(box[2] - box[0], 60), Math.max(box[3] - box[1], 60)];
      view.k = Math.min(CLOSEST, ui.width / (width * 1.24), ui.height / (height * 1.24));
      view.least = Math.min(view.k, 1) / 3;
      view.x = ui.width / 2 - ((box[0] + box[2]) / 2) * view.k;
      view.y = ui.height / 2 - ((box[1] + box[3]) / 2) * view.k;
      view.home = [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2, Math.max(width, height)];
      view.ready = true;
      draw();
    }

    function zoom(factor, at = [ui.width / 2, ui.height / 2]) {
      const k = Math.min(CLOSEST, Math.max(view.least, view.k * factor));
      view.x = at[0] - ((at[0] - view.x) * k) / view.k;
      view.y = at[1] - ((at[1] - view.y) * k) / view.k;
      view.k = k;
      draw();
    }

    function pan(right, down) {
      const [x, y, size] = view.home ?? [0, 0, 1000];
      const middle = [(ui.width / 2 - view.x - right) / view.k, (ui.height / 2 - view.y - down) / view.k];
      const reach = Math.max(size * 2, 500); // no farther, or nothing is left to be seen
      if (Math.abs(middle[0] - x) < reach) view.x += right;
      if (Math.abs(middle[1] - y) < reach) view.y += down;
      draw();
    }

    let due = false;
    function draw() {
      if (due) return;
      due = true;
      requestAnimationFrame(() => {
        due = false;
        ui.move(view);
        ui.names(view, land, inside, new Set(shown.squares.map(({region}) => region)));
        const {built} = shown;
        const far = built && (Math.abs(view.x - built.x) > ui.width / 2 || Math.abs(view.y - built.y) > ui.height / 2);
        if (!built || built.k !== view.k || far) symbols();
        mark();
      });
    }

    /** Makes the symbols in and around the view; they move with it until it is zoomed. */
    function symbols() {
      const {k} = view;
      const near = ({x, y}) => inside(x + view.x, y + view.y, ui.width);
      const circles = mapSymbols.clusters(shown.points, k)
        .map((cluster) => ({...cluster, kind: cluster.members.length > 1 ? "cluster" : "point"}));
      const squares = mapSymbols.settle(shown.squares, circles, k);
      shown.symbols = [...circles, ...squares].filter(near);
      shown.built = {...view};
      focused = -1;
      ui.symbols(shown.symbols, text);
    }

    function mark() {
      const at = selected === null ? null : position(selected);
      ui.mark(at && [at[0] * view.k, at[1] * view.k]);
    }

    function select(row) {
      selected = row;
      const at = row === null ? null : position(row);
      if (at && !inside(at[0] * view.k + view.x, at[1] * view.k + view.y, -20)) {
        view.x = ui.width / 2 - at[0] * view.k;
        view.y = ui.height / 2 - at[1] * view.k;
      }
      draw();
    }

    function open(symbol) {
      if (!symbol) return;
      if (symbol.kind === "point") {
        closeList();
        onSelect(symbol.members[0]);
      } else {
        list(symbol.members, text.symbol(symbol), symbol.spread && view.k < CLOSEST * 0.9 ? symbol : null);
      }
    }

    function list(members, title, spread) {
      const closer = spread && (() => {
        closeList();
        zoom(3, [spread.x + view.x, spread.y + view.y]);
      });
      ui.list({
        title, closer, rows: members.slice(0, LISTED), more: Math.max(0, members.length - LISTED),
        line: text.row, close: closeList,
        choose(row) {
          closeList();
          onSelect(row);
        },
      });
    }

    function closeList() {
      ui.list(null);
    }

    /** Goes to the next or last symbol in view, from west to east. */
    function step(direction) {
      const order = shown.symbols
        .map((symbol, index) => ({index, x: symbol.x, y: symbol.y}))
        .filter(({x, y}) => inside(x + view.x, y + view.y, 0))
        .sort((one, other) => one.x - other.x || one.y - other.y)
        .map(({index}) => index);
      if (!order.length) return;
      const now = order.indexOf(focused);
      const next = now < 0 ? (direction > 0 ? 0 : order.length - 1) : (now + direction + order.length) % order.length;
      focused = order[next];
      ui.focus(focused, text.symbol(shown.symbols[focused]), view);
    }

    mapGestures(ui, {
      zoom, pan, fit, step,
      open: (index) => open(shown.symbols[index ?? focused]),
      hover: (index, at) => ui.tip(index === null ? null : text.symbol(shown.symbols[index]), at),
      escape: closeList,
      resized: () => (view.ready ? draw() : fit()),
    });
    update(incidents.id.map((_, row) => row));
    return {update, select};
  }

  return drawMap;
})();
