// Projections of the map, both equal-area, on a sphere of radius 1; y grows to the south as on a screen.

const mapProjection = (() => {
  const RADIANS = Math.PI / 180;

  /** Lambert's azimuthal equal-area projection around a centre (Snyder 1987, p. 185). */
  function azimuthal([east, north]) {
    const sin0 = Math.sin(north * RADIANS);
    const cos0 = Math.cos(north * RADIANS);
    return (lon, lat) => {
      const turn = (lon - east) * RADIANS;
      const sin = Math.sin(lat * RADIANS);
      const cos = Math.cos(lat * RADIANS);
      const nearness = 1 + sin0 * sin + cos0 * cos * Math.cos(turn);
      const scale = Math.sqrt(2 / Math.max(nearness, 1e-6)); // the antipode has no place
      return [scale * cos * Math.sin(turn), -scale * (cos0 * sin - sin0 * cos * Math.cos(turn))];
    };
  }

  /** Equal Earth, for the whole globe (Savric, Patterson, Jenny 2018). */
  function equalEarth() {
    const [a1, a2, a3, a4] = [1.340264, -0.081106, 0.000893, 0.003796];
    const half = Math.sqrt(3) / 2;
    return (lon, lat) => {
      const t = Math.asin(half * Math.sin(lat * RADIANS));
      const t2 = t * t;
      const t6 = t2 * t2 * t2;
      const x = (lon * RADIANS * Math.cos(t)) / (half * (a1 + 3 * a2 * t2 + t6 * (7 * a3 + 9 * a4 * t2)));
      return [x, -t * (a1 + a2 * t2 + t6 * (a3 + a4 * t2))];
    };
  }

  /** The least stretch of longitudes that holds a share of the sorted ones, across 180 degrees too. */
  function narrowest(longitudes, share = 1) {
    const sorted = [...longitudes].sort((one, other) => one - other);
    const count = sorted.length;
    const held = Math.max(1, Math.ceil(count * share));
    let best = [sorted[0], sorted[held - 1]];
    for (let first = 1; first < count; first += 1) {
      const last = first + held - 1;
      const end = last < count ? sorted[last] : sorted[last - count] + 360;
      if (end - sorted[first] < best[1] - best[0]) best = [sorted[first], end];
    }
    return best;
  }

  /** Chooses by the extent of most of the points: the globe as a whole, or its part around them. */
  function choose(points) {
    if (!points.length) return {name: "equal-earth", project: equalEarth(), centre: [0, 0]};
    const [west, east] = narrowest(points.map(([lon]) => lon), 0.98);
    const norths = points.map(([, lat]) => lat).sort((one, other) => one - other);
    const left = Math.floor(norths.length * 0.01);
    const [south, north] = [norths[left], norths[norths.length - 1 - left]];
    const lon = (west + east) / 2;
    const centre = [lon > 180 ? lon - 360 : lon, (south + north) / 2];
    if (east - west > 150) return {name: "equal-earth", project: equalEarth(), centre: [0, 0]};
    return {name: "azimuthal", project: azimuthal(centre), centre};
  }

  return {azimuthal, equalEarth, narrowest, choose};
})();
