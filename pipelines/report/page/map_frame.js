// The elements of the map: the drawing, its buttons, tooltip, list of a symbol, legend and what stands beside.

const mapFrame = (() => {
  const SVG = "http://www.w3.org/2000/svg";

  function make(space, tag, attributes, children) {
    const node = space ? document.createElementNS(space, tag) : document.createElement(tag);
    for (const [name, value] of Object.entries(attributes ?? {})) node.setAttribute(name, value);
    node.append(...children.filter((child) => child !== null));
    return node;
  }
  const html = (tag, attributes, ...children) => make(null, tag, attributes, children);
  const svg = (tag, attributes, ...children) => make(SVG, tag, attributes, children);

  function button(className, text, action, name) {
    const node = html("button", {type: "button", class: className, ...(name ? {"aria-label": name, title: name} : {})}, text);
    node.addEventListener("click", action);
    return node;
  }

  const hatch = (id) => svg("pattern", {id, width: 7, height: 7, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)"},
    svg("line", {class: "map-hatch", x1: 0, y1: 0, x2: 0, y2: 7}));

  return function frame(container, land, {word, lang}) {
    const path = (className, d) => svg("path", {class: className, d});
    const shaded = svg("g", {});
    const hatched = land.disputed.map((area) => path("map-disputed", area.path));
    const ground = svg("g", {class: "map-ground"},
      ...land.countries.map(({path: d, regions}) => path(regions.length ? "map-land own" : "map-land", d)),
      shaded, path("map-line region", land.lines.region), path("map-line coast", land.lines.coast),
      path("map-line border", land.lines.border), ...hatched);
    const names = svg("g", {class: "map-names"});
    const marked = svg("g", {class: "map-marked"});
    const symbols = svg("g", {class: "map-symbols"});
    const moved = svg("g", {}, symbols, marked);
    const drawing = svg("svg", {class: "map-drawing", role: "application", tabindex: 0, "aria-label": word("map_help")},
      svg("defs", {}, hatch("map-hatch"), hatch("map-hatch-key")), ground, names, moved);
    const tip = html("div", {class: "map-tip", hidden: ""});
    const told = html("p", {class: "sr-only", "aria-live": "polite"});
    const listing = html("div", {class: "map-list", role: "dialog", hidden: ""});
    const keys = html("div", {class: "map-buttons"});
    const stage = html("div", {class: "map-stage"}, drawing, keys, tip, listing, told);
    const aside = html("div", {class: "map-beside"});
    container.replaceChildren(stage, aside, legend());
    const ui = {drawing, keys, word, button, width: 0, height: 0, nodes: []};
    measure();

    function measure() {
      const width = stage.clientWidth || 800;
      const height = Math.round(Math.min(640, Math.max(340, width * 0.6)));
      Object.assign(ui, {width, height});
      drawing.setAttribute("viewBox", `0 0 ${width} ${height}`);
      drawing.setAttribute("height", height);
    }

    function legend() {
      const circle = (r) => svg("svg", {class: "map-key", viewBox: "-11 -11 22 22", "aria-hidden": "true"}, svg("circle", {class: "map-point", r}));
      const entries = [
        html("li", {}, circle(mapSymbols.radius(0)), circle(mapSymbols.radius(2)), word("map_legend_point")),
        html("li", {}, svg("svg", {class: "map-key", viewBox: "-11 -11 22 22", "aria-hidden": "true"},
          svg("circle", {class: "map-point rough", r: 5})), word("map_legend_district")),
        html("li", {}, svg("svg", {class: "map-key", viewBox: "-11 -11 22 22", "aria-hidden": "true"},
          svg("rect", {class: "map-square", x: -7, y: -7, width: 14, height: 14})), word("map_legend_region")),
      ];
      for (const area of land.disputed) {
        entries.push(html("li", {"data-area": area.id}, svg("svg", {class: "map-key", viewBox: "0 0 22 22", "aria-hidden": "true"},
          svg("rect", {class: "map-disputed sample", width: 22, height: 22})),
          `${area.name[lang] ?? area.name.en}: ${area.note[lang] ?? area.note.en}`));
      }
      return html("ul", {class: "map-legend"}, ...entries);
    }

    /** Shades the regions that have incidents known only by region. */
    ui.shade = (paths) => shaded.replaceChildren(...paths.map((d) => path("map-shaded", d)));

    ui.resize = () => {
      const before = ui.width;
      measure();
      return before !== ui.width;
    };

    /** Names only those hatched areas in the legend that are in view. */
    function keyed(view) {
      for (const {id, box} of land.disputed) {
        const [west, north, east, south] = box.map((value, side) => value * view.k + (side % 2 ? view.y : view.x));
        const away = east < 0 || south < 0 || west > ui.width || north > ui.height || (east - west) * (south - north) < 60;
        container.querySelector(`[data-area="${CSS.escape(id)}"]`).hidden = away;
      }
    }

    ui.move = (view) => {
      keyed(view);
      ground.setAttribute("transform", `translate(${view.x} ${view.y}) scale(${view.k})`);
      moved.setAttribute("transform", `translate(${view.x} ${view.y})`);
      // the hatching keeps its distance on the screen
      const pattern = drawing.querySelector("#map-hatch");
      pattern.setAttribute("patternTransform", `rotate(45) scale(${1 / view.k})`);
    };

    /** Names of countries and regions where there is room, the larger area first. */
    ui.names = (view, {countries}, inside, squares) => {
      const taken = [];
      const found = [];
      const free = (box) => !taken.some((other) =>
        box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3]);
      const wanted = [];
      const add = (className, name, [x, y], box, letter, below = 0) => {
        const at = [x * view.k + view.x, y * view.k + view.y + below];
        const [wide, high] = [(box[2] - box[0]) * view.k, (box[3] - box[1]) * view.k];
        const half = (name.length * letter) / 2;
        if (wide < 2 * half || high < 3 * letter || !inside(at[0], at[1], 0)) return;
        wanted.push({className, name, at, size: wide * high, box: [at[0] - half, at[1] - 7, at[0] + half, at[1] + 7]});
      };
      for (const country of countries) {
        const close = country.regions.length && (country.box[2] - country.box[0]) * view.k > ui.width * 1.6;
        const name = country.names?.[lang] ?? country.names?.en;
        if (name && !close) add("map-country", name, country.label, country.box, 9);
        for (const region of country.regions) {
          if (region.name) add("map-region", region.name, region.label, region.box, 6.4, squares.has(region) ? 17 : 0);
        }
      }
      for (const {className, name, at, box} of wanted.sort((one, other) => other.size - one.size)) {
        if (!free(box)) continue;
        taken.push(box);
        found.push(svg("text", {class: className, x: at[0], y: at[1]}, name));
      }
      names.replaceChildren(...found);
    };

    ui.symbols = (list, text) => {
      ui.nodes = list.map((symbol, index) => {
        const group = svg("g", {"data-symbol": index, transform: `translate(${symbol.x} ${symbol.y})`});
        const {r, members, kind} = symbol;
        if (kind === "region") group.append(svg("rect", {class: "map-square", x: -r, y: -r, width: 2 * r, height: 2 * r}));
        else group.append(svg("circle", {class: `map-point ${kind}${symbol.rough ? " rough" : ""}`, r}));
        if (kind !== "point") group.append(svg("text", {class: "map-count"}, String(members.length)));
        if (list.length < 300) group.append(svg("title", {}, text.symbol(symbol)));
        return group;
      });
      symbols.replaceChildren(...ui.nodes);
    };

    ui.mark = (at) => marked.replaceChildren(...(at ? [svg("circle", {class: "map-mark", cx: at[0], cy: at[1], r: 14})] : []));

    ui.focus = (index, text, view) => {
      ui.nodes.forEach((node, place) => node.classList.toggle("focused", place === index));
      const [x, y] = /\(([-\d.e]+) ([-\d.e]+)\)/u.exec(ui.nodes[index].getAttribute("transform")).slice(1).map(Number);
      ui.tip(text, [x + view.x, y + view.y]);
      told.textContent = text;
    };

    ui.tip = (text, at) => {
      tip.hidden = !text;
      if (!text) return;
      tip.textContent = text;
      const left = Math.min(at[0] + 12, ui.width - tip.offsetWidth - 4);
      const above = at[1] + 14 + tip.offsetHeight > ui.height;
      tip.style.transform = `translate(${Math.max(4, left)}px, ${above ? at[1] - tip.offsetHeight - 10 : at[1] + 14}px)`;
    };

    ui.list = (content) => {
      listing.hidden = !content;
      if (!content) {
        if (listing.contains(document.activeElement)) drawing.focus();
        listing.replaceChildren();
        return;
      }
      const {title, rows, more, line, choose, close, closer} = content;
      listing.setAttribute("aria-label", title);
      listing.replaceChildren(
        html("header", {}, html("strong", {}, title), button("map-close", "×", close, word("close"))),
        ...(closer ? [button("map-closer", word("map_zoom_in"), closer)] : []),
        html("ul", {}, ...rows.map((row) => html("li", {}, button("map-row", line(row), () => choose(row))))),
        ...(more ? [html("p", {class: "map-more"}, word("map_more", {n: more}))] : []),
      );
      tip.hidden = true;
      listing.querySelector("button.map-row")?.focus();
    };

    /** What has no point: rows known only by country, or by a region without an outline, or by nothing. */
    ui.beside = (countries, nowhere, show) => {
      const name = (key) => {
        const [code, region] = key.split("|");
        const entry = land.countries.find((country) => country.code === code);
        return region ?? entry?.names?.[lang] ?? entry?.names?.en ?? code;
      };
      const entries = [...countries].sort((one, other) => other[1].length - one[1].length)
        .map(([key, rows]) => button("map-only", `${name(key)} (${rows.length})`, () => show(rows, name(key))));
      const parts = entries.length ? [html("span", {}, `${word("map_country_level")} `), ...entries] : [];
      if (nowhere.length) parts.push(button("map-only", `${word("map_no_place")} (${nowhere.length})`, () => show(nowhere, word("map_no_place"))));
      aside.replaceChildren(...parts);
      aside.hidden = !parts.length;
    };

    return ui;
  };
})();
