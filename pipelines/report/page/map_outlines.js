// The outlines of the map: arcs from their short text, and what is drawn from them (configs/map/README.md).

const mapOutlines = (() => {
  const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const VALUES = new Map([...ALPHABET].map((letter, value) => [letter, value]));
  const LONGEST = 1.5; // degrees; longer straight lines get points between, as they bend on the map
  const SCALE = 1000; // of the projection's radius, so that two decimals are 60 m

  /** [longitude, latitude] of an arc's points: zigzag numbers in groups of five bits, differences. */
  function decode(text, grid) {
    const points = [];
    const place = [0, 0];
    let axis = 0;
    let value = 0;
    let shift = 0;
    for (const letter of text) {
      const group = VALUES.get(letter);
      value |= (group & 31) << shift;
      shift += 5;
      if (group < 32) {
        place[axis] += value & 1 ? -((value + 1) >> 1) : value >> 1;
        if (axis === 1) points.push([place[0] / grid, place[1] / grid]);
        axis = 1 - axis;
        value = 0;
        shift = 0;
      }
    }
    return points;
  }

  /** The same line with points between where it is long. */
  function finer(line) {
    const points = [line[0]];
    for (let index = 1; index < line.length; index += 1) {
      const [[x1, y1], [x2, y2]] = [line[index - 1], line[index]];
      const parts = Math.ceil(Math.max(Math.abs(x2 - x1), Math.abs(y2 - y1)) / LONGEST);
      for (let part = 1; part <= parts; part += 1) {
        points.push([x1 + ((x2 - x1) * part) / parts, y1 + ((y2 - y1) * part) / parts]);
      }
    }
    return points;
  }

  const onSeam = ([lon]) => Math.abs(lon) > 179.9;

  /** Everything to draw, projected: paths of land, lines and hatched areas, label points. */
  function build(outlines, project) {
    const arcs = outlines.arcs.map((text) => {
      const line = finer(decode(text, outlines.grid));
      const flat = line.map(([lon, lat]) => {
        const [x, y] = project(lon, lat);
        return [Math.round(x * SCALE * 100) / 100, Math.round(y * SCALE * 100) / 100];
      });
      return {flat, seam: line.map(onSeam)};
    });

    const area = (rings) => rings.map((ring) => {
      const points = ring.flatMap((number) => {
        const {flat} = arcs[number >= 0 ? number : ~number];
        return number >= 0 ? flat.slice(0, -1) : flat.slice(1).reverse();
      });
      return `M${points.map((point) => point.join(",")).join("L")}Z`;
    }).join("");

    /** An open line; what the cut at 180 degrees made is no border and is not drawn. */
    const stroke = (number) => {
      const {flat, seam} = arcs[number];
      let path = "";
      flat.forEach((point, index) => {
        const apart = index === 0 || (seam[index] && seam[index - 1]);
        path += `${apart ? "M" : "L"}${point.join(",")}`;
      });
      return path;
    };

    const sides = new Map(); // arc -> number of countries on it
    const inner = new Set();
    const countries = Object.entries(outlines.countries).map(([code, entry]) => {
      for (const number of entry.rings.flat()) {
        const plain = number >= 0 ? number : ~number;
        sides.set(plain, (sides.get(plain) ?? 0) + 1);
      }
      const regions = entry.regions.map((region) => ({
        country: code, name: region.name, label: place(region.label), box: box(region.rings),
        rings: region.rings,
      }));
      entry.regions.flatMap((region) => region.rings.flat())
        .forEach((number) => inner.add(number >= 0 ? number : ~number));
      return {
        code, names: entry.names, label: place(entry.label), path: area(entry.rings),
        box: box(entry.rings), regions,
      };
    });
    const lines = {coast: "", border: "", region: ""};
    for (const [number, count] of sides) lines[count > 1 ? "border" : "coast"] += stroke(number);
    for (const number of inner) if (!sides.has(number)) lines.region += stroke(number);
    const disputed = outlines.disputed.map((entry) => ({
      ...entry, path: area(entry.rings), box: box(entry.rings),
    }));
    return {countries, lines, disputed, area, place};

    function place([lon, lat]) {
      return project(lon, lat).map((value) => value * SCALE);
    }

    /** The box of the largest ring, by which a label fits or does not. */
    function box(rings) {
      let best = [0, 0, 0, 0];
      for (const ring of rings) {
        const found = [Infinity, Infinity, -Infinity, -Infinity];
        for (const number of ring) {
          for (const [x, y] of arcs[number >= 0 ? number : ~number].flat) {
            found[0] = Math.min(found[0], x);
            found[1] = Math.min(found[1], y);
            found[2] = Math.max(found[2], x);
            found[3] = Math.max(found[3], y);
          }
        }
        const size = ([west, north, east, south]) => (east - west) * (south - north);
        if (size(found) > size(best)) best = found;
      }
      return best;
    }
  }

  return {decode, finer, build, SCALE};
})();
