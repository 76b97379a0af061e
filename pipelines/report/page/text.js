// Texts compared and cut as people read them: folded for search, sliced by code points.

const LATIN_WITH_MARK = /([A-Za-z])\p{M}+/gu;
const APOSTROPHES = /['`´ʹʼʻ‘’‛′ʼ＇]/gu;
const STRESS = /\u0301/gu; // the acute that marks stress in Cyrillic; й and ї keep their marks
// ASCII, Cyrillic letters in one piece and common quotes: nothing to normalise, and most texts
const PLAIN = /^[ -~\u0400-\u0482\u048a-\u04ff«»–—‘’“”„]*$/u;
const SPACES = /[\s\u00a0\u2000-\u200b_-]+/gu;

/**
 * A text as search compares it: compatibility forms joined, lower case, Latin without accents,
 * ё as е, Cyrillic without stress marks, no apostrophes, hyphens and underscores as spaces.
 */
function fold(text) {
  const told = String(text);
  const joined = PLAIN.test(told) ? told : told
    .normalize("NFKD")
    .replace(LATIN_WITH_MARK, "$1")
    .replace(STRESS, "")
    .normalize("NFC");
  return joined
    .toLowerCase()
    .replaceAll("ё", "е")
    .replace(APOSTROPHES, "")
    .replace(SPACES, " ")
    .trim();
}

/**
 * UTF-16 offsets of code point offsets: Python counts code points, JavaScript's strings do not.
 * Takes a text and ascending code point offsets; gives the same number of UTF-16 offsets.
 */
function utf16Offsets(text, offsets) {
  const found = [];
  let units = 0;
  let points = 0;
  for (const wanted of offsets) {
    while (points < wanted && units < text.length) {
      units += text.codePointAt(units) > 0xffff ? 2 : 1;
      points += 1;
    }
    found.push(units);
  }
  return found;
}

/** At most `limit` characters, cut between code points, with an ellipsis where cut. */
function shortened(text, limit) {
  const points = Array.from(String(text));
  return points.length <= limit ? String(text) : `${points.slice(0, limit - 1).join("").trimEnd()}…`;
}
