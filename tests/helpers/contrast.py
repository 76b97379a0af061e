"""The contrast of all text of a page with its ground, by the formula of WCAG 2."""

from typing import Final

CONTRAST: Final = """
const canvas = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
const over = (colours) => {
  canvas.clearRect(0, 0, 1, 1);
  for (const colour of colours) {
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
  }
  return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
};
const linear = (value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
const luminance = (colour) => {
  const [red, green, blue] = colour.map((value) => linear(value / 255));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};
const weak = new Set();
for (const element of document.querySelectorAll("body *")) {
  const own = [...element.childNodes].some((it) => it.nodeType === 3 && it.data.trim());
  if (!own || !element.checkVisibility()) continue;
  if (element.closest("svg, script, select, .sr-only")) continue;
  const grounds = [];
  for (let it = element; it; it = it.parentElement) {
    grounds.unshift(getComputedStyle(it).backgroundColor);
  }
  const text = luminance(over([...grounds, getComputedStyle(element).color]));
  const ground = luminance(over(grounds));
  const ratio = (Math.max(text, ground) + 0.05) / (Math.min(text, ground) + 0.05);
  const name = element.className || element.tagName;
  if (ratio < 4.5) weak.add(`${name} ${ratio.toFixed(2)} ${element.textContent.slice(0, 20)}`);
}
return [...weak];
"""
"""JavaScript: gives what falls short of 4.5 to 1 (AA), by class, ratio and text."""
