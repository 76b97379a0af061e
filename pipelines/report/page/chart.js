// A chart over days: panels above each other on one time axis, read by mouse, touch or arrow keys.

const CHART = {left: 44, right: 10, top: 6, gap: 26, axis: 22};

/** A round number at or above the largest value, and the steps up to it (at most four). */
function scaleTop(largest) {
  const wanted = Math.max(1, largest);
  const unit = 10 ** Math.floor(Math.log10(wanted));
  const top = [1, 1.5, 2, 3, 4, 5, 6, 8, 10].map((factor) => factor * unit).find((it) => it >= wanted);
  return Number.isInteger(top) ? top : Math.ceil(top);
}

/** The largest value or upper bound that a panel shows. */
function largest(panel) {
  const values = panel.series.flatMap((series) => series.values.map((it) =>
    it === null ? 0 : Math.max(it.value ?? 0, it.high ?? 0)));
  return Math.max(0, ...values);
}

/** Index of days that get a label: about one in 80 pixels, the first days of months where long. */
function labelled(dates, width) {
  const step = Math.max(1, Math.ceil(dates.length / Math.max(2, Math.floor(width / 80))));
  if (dates.length > 100) {
    const months = dates.flatMap((date, index) => (date.endsWith("-01") ? [index] : []));
    const every = Math.ceil(months.length / Math.max(2, Math.floor(width / 60)));
    return months.filter((_, position) => position % every === 0);
  }
  return dates.flatMap((_, index) => (index % step === 0 ? [index] : []));
}

/** Bars of one series, with whiskers from the lowest to the highest claim. */
function bars(series, frame) {
  const {x, y, step, base} = frame;
  const width = Math.max(1, Math.min(26, step * series.width));
  return series.values.flatMap((it, index) => {
    if (it === null || it.value === null) return [];
    const middle = x(index) + (series.shift ?? 0) * step;
    const height = Math.max(it.value === 0 ? 1 : 1.5, base - y(it.value));
    const drawn = [svg("rect", {
      class: series.style, x: middle - width / 2, y: base - height, width, height,
    })];
    const [low, high] = [it.low ?? it.value, it.high ?? it.value];
    if (low !== high) {
      const cap = Math.min(3, width / 2);
      const at = middle + (series.whisker ?? 0) * width;
      drawn.push(svg("path", {
        class: "whisker",
        d: `M${at - cap} ${y(high)}h${2 * cap}M${at} ${y(high)}V${y(low)}M${at - cap} ${y(low)}h${2 * cap}`,
      }));
    }
    return drawn;
  });
}

/** Points joined where days follow each other; a day without a value breaks the line. */
function line(series, {x, y}) {
  let path = "";
  let open = false;
  const points = [];
  series.values.forEach((it, index) => {
    if (it === null || it.value === null) {
      open = false;
      return;
    }
    path += `${open ? "L" : "M"}${x(index)} ${y(it.value)}`;
    open = true;
    points.push(svg("circle", {class: series.style, cx: x(index), cy: y(it.value), r: 3}));
  });
  return [svg("path", {class: `${series.style} line`, d: path}), points];
}

/** One panel: title, two grid lines with their values, the series. */
function drawPanel(panel, offset, width, count) {
  const inner = width - CHART.left - CHART.right;
  const step = inner / count;
  const base = offset + panel.height;
  const top = panel.top ?? scaleTop(largest(panel));
  const frame = {
    step, base,
    x: (index) => CHART.left + (index + 0.5) * step,
    y: (value) => base - (Math.min(value, top) / top) * panel.height,
  };
  const shown = panel.percent ? words.percent : words.numbers;
  const grid = [0, top / 2, top].filter((value) => panel.percent || Number.isInteger(value));
  return svg("g", {},
    svg("text", {class: "panel-title", x: CHART.left, y: offset - 9}, panel.title),
    grid.map((value) => [
      svg("line", {
        class: value === 0 ? "axis" : "grid",
        x1: CHART.left, x2: width - CHART.right, y1: frame.y(value), y2: frame.y(value),
      }),
      svg("text", {class: "tick", x: CHART.left - 6, y: frame.y(value) + 4, "text-anchor": "end"},
        shown.format(value)),
    ]),
    panel.series.map((series) => (series.line ? line : bars)(series, frame)));
}

/**
 * Draws a chart and keeps it as wide as its container.
 *
 * `make()` gives {dates, panels, summary, told(index), pick(index)}: ISO days, panels
 * ({title, height, series: [{style, width, values: [{value, low, high} or null]}]}), a sentence for
 * screen readers, lines of text about one day, and what a click on it does. Returns a function
 * that draws anew.
 */
function dayChart(container, make) {
  const tip = h("div", {class: "tip", role: "status", "aria-live": "polite", hidden: true});
  const holder = h("div", {class: "chart"});
  container.append(holder, tip);
  let drawn = null;
  let cursor = null;

  function show(index) {
    if (!drawn) return;
    cursor = index === null ? null : Math.max(0, Math.min(drawn.dates.length - 1, index));
    drawn.cursor.toggleAttribute("hidden", cursor === null);
    tip.hidden = cursor === null;
    if (cursor === null) return;
    const x = CHART.left + (cursor + 0.5) * drawn.step;
    drawn.cursor.setAttribute("x", x - Math.max(drawn.step, 2) / 2);
    fill(tip, h("strong", {}, drawn.title(cursor)), drawn.told(cursor).map((told) => h("div", {}, told)));
    const left = Math.min(Math.max(0, x + 12), Math.max(0, drawn.width - tip.offsetWidth));
    tip.style.left = `${x + 12 + tip.offsetWidth > drawn.width ? Math.max(0, x - tip.offsetWidth - 12) : left}px`;
  }

  const at = (event) => {
    const {left} = holder.getBoundingClientRect();
    return Math.floor((event.clientX - left - CHART.left) / drawn.step);
  };

  function listen(picture) {
    picture.addEventListener("pointermove", (event) => show(at(event)));
    picture.addEventListener("pointerleave", () => show(null));
    picture.addEventListener("blur", () => show(null));
    picture.addEventListener("click", (event) => drawn.pick?.(at(event)));
    picture.addEventListener("keydown", (event) => {
      const move = {ArrowLeft: -1, ArrowRight: 1}[event.key];
      if (move) show(cursor === null ? (move > 0 ? 0 : drawn.dates.length - 1) : cursor + move);
      else if (event.key === "Home") show(0);
      else if (event.key === "End") show(drawn.dates.length - 1);
      else if (event.key === "Enter" && cursor !== null) drawn.pick?.(cursor);
      else return;
      event.preventDefault();
    });
  }

  function draw() {
    const made = make();
    const width = Math.max(280, holder.clientWidth || 640);
    show(null);
    drawn = null;
    if (!made.panels.length) {
      fill(holder, h("p", {class: "nothing"}, word("nothing_to_draw")));
      return;
    }
    const offsets = [];
    let bottom = CHART.top;
    for (const panel of made.panels) {
      offsets.push(bottom + CHART.gap);
      bottom += CHART.gap + panel.height;
    }
    const step = (width - CHART.left - CHART.right) / made.dates.length;
    const mark = svg("rect", {class: "cursor", y: CHART.top, width: Math.max(step, 2), height: bottom - CHART.top});
    mark.toggleAttribute("hidden", true);
    const picture = svg("svg", {
      viewBox: `0 0 ${width} ${bottom + CHART.axis}`, role: "img", tabindex: 0,
      "aria-label": `${made.summary} ${word("chart_keys")}`,
    },
    mark,
    made.panels.map((panel, index) => drawPanel(panel, offsets[index], width, made.dates.length)),
    labelled(made.dates, width).map((index) => svg("text", {
      class: "tick", x: CHART.left + (index + 0.5) * step, y: bottom + 16, "text-anchor": "middle",
    }, made.dates.length > 100 ? formatted(words.month, made.dates[index]) : shortDay(made.dates[index]))));
    drawn = {...made, step, width, cursor: mark, title: (index) => day(made.dates[index])};
    fill(holder, picture);
    listen(picture);
  }

  let last = 0;
  new ResizeObserver(oncePerFrame(() => {
    if (holder.clientWidth !== last) {
      last = holder.clientWidth;
      draw();
    }
  })).observe(holder);
  return draw;
}
