// What stands on the map: points sized by effect, clusters where they overlap, squares for regions.

const mapSymbols = (() => {
  const SMALLEST = 3.4; // px: radius of effect 0; each class more has twice the area
  const REACH = 22; // px: points nearer than this stand as one
  const LARGEST = 24;
  const DENSE = 0.45; // a cluster takes this much of its members' area

  const radius = (effect) => SMALLEST * Math.sqrt(2 ** (effect ?? 0));

  /** Sorts rows by what their place is known to be. */
  function sorted(incidents, rows) {
    const found = {points: [], regions: new Map(), countries: new Map(), nowhere: []};
    const push = (map, key, row) => {
      if (map.has(key)) map.get(key).push(row);
      else map.set(key, [row]);
    };
    for (const row of rows) {
      const precision = incidents.geo_precision?.[row];
      const known = incidents.lat?.[row] != null && incidents.lon?.[row] != null;
      const [country, region] = [incidents.country?.[row], incidents.admin1?.[row]];
      if (known && ["site", "place", "district"].includes(precision)) found.points.push(row);
      else if (country && region && precision !== "country") push(found.regions, `${country}|${region}`, row);
      else if (country) push(found.countries, country, row);
      else found.nowhere.push(row);
    }
    return found;
  }

  /** Joins points that would overlap; the members of a cluster are in the order of their size. */
  function clusters(points, scale) {
    const cells = new Map();
    const number = (column, row) => column * 1e6 + row;
    const found = [];
    for (const point of points) {
      const [x, y] = [point.x * scale, point.y * scale];
      const [column, row] = [Math.floor(x / REACH), Math.floor(y / REACH)];
      let home = null;
      for (let east = -1; east <= 1 && !home; east += 1) {
        for (let south = -1; south <= 1 && !home; south += 1) {
          home = (cells.get(number(column + east, row + south)) ?? [])
            .find((other) => Math.hypot(other.x - x, other.y - y) < REACH) ?? null;
        }
      }
      if (home) {
        home.members.push(point.row);
        home.area += radius(point.effect) ** 2;
        home.rough &&= point.rough;
        home.spread ||= point.x !== home.first.x || point.y !== home.first.y;
      } else {
        home = {
          x, y, first: point, members: [point.row], area: radius(point.effect) ** 2, spread: false,
          rough: point.rough,
        };
        found.push(home);
        const key = number(column, row);
        if (!cells.has(key)) cells.set(key, []);
        cells.get(key).push(home);
      }
    }
    for (const cluster of found) {
      const count = cluster.members.length;
      const least = 5.5 + 2.5 * String(count).length; // room for the number
      cluster.r = count === 1 ? Math.sqrt(cluster.area) : Math.min(LARGEST, Math.max(least, Math.sqrt(cluster.area * DENSE)));
    }
    return found;
  }

  /** The side of a region's square: room for its number, its area growing with the number. */
  const side = (count) => Math.min(40, 14 + 2.2 * Math.sqrt(count) + 3 * (String(count).length - 1));

  /** Joins squares that would overlap, and moves each a little where a circle covers its place. */
  function settle(squares, circles, scale) {
    const found = [];
    for (const square of squares) {
      const [x, y] = [square.x * scale, square.y * scale];
      const home = found.find((other) => Math.hypot(other.x - x, other.y - y) < REACH);
      if (home) {
        home.members.push(...square.members);
        home.names.push(square.name);
        home.spread = true;
      } else found.push({kind: "region", x, y, members: [...square.members], names: [square.name], spread: false});
    }
    for (const square of found) {
      square.r = side(square.members.length) / 2;
      const near = circles.filter((circle) => Math.hypot(circle.x - square.x, circle.y - square.y) < 80);
      const free = ([east, south]) => near.every((circle) => Math.max(
        Math.abs(circle.x - square.x - east), Math.abs(circle.y - square.y - south),
      ) > circle.r + square.r - 2);
      const step = square.r + 7;
      const moves = [1, 2].flatMap((times) => [[0, 1], [1, 0], [-1, 0], [0, -1], [1, 1], [-1, -1], [1, -1], [-1, 1]]
        .map((direction) => direction.map((part) => part * times * step)));
      const [east, south] = [[0, 0], ...moves].find(free) ?? [0, 0];
      square.x += east;
      square.y += south;
    }
    return found;
  }

  return {sorted, clusters, settle, radius, side};
})();
