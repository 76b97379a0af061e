// Run by test_map_scripts.py with Node: reads the page's scripts and prints what they compute as JSON.
const fs = require("node:fs");
const vm = require("node:vm");

const [folder, input] = process.argv.slice(2);
const names = ["map_projection.js", "map_outlines.js", "map_symbols.js"];
const code = names.map((name) => fs.readFileSync(`${folder}/${name}`, "utf8")).join("\n");
const {mapProjection, mapOutlines, mapSymbols} = vm.runInNewContext(`"use strict";${code}; ({mapProjection, mapOutlines, mapSymbols})`);

const asked = JSON.parse(fs.readFileSync(input, "utf8"));
const answers = {
  azimuthal: ({centre, at}) => mapProjection.azimuthal(centre)(...at),
  equalEarth: ({at}) => mapProjection.equalEarth()(...at),
  narrowest: ({longitudes}) => mapProjection.narrowest(longitudes),
  choose: ({points}) => {
    const {name, centre} = mapProjection.choose(points);
    return {name, centre};
  },
  decode: ({text, grid}) => mapOutlines.decode(text, grid),
  build: ({outlines}) => {
    const {lines, countries} = mapOutlines.build(outlines, (lon, lat) => [lon, -lat]);
    return {lines, paths: countries.map(({path}) => path)};
  },
  sorted: ({incidents}) => {
    const {points, regions, countries, nowhere} = mapSymbols.sorted(incidents, incidents.country.map((_, row) => row));
    return {points, regions: [...regions], countries: [...countries], nowhere};
  },
  clusters: ({points, scale}) => mapSymbols.clusters(points, scale)
    .map(({members, r, spread, rough}) => ({members, r, spread, rough})),
  radius: ({effect}) => mapSymbols.radius(effect),
};
console.log(JSON.stringify(asked.map(([name, given]) => answers[name](given))));
