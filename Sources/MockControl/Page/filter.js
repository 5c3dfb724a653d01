// A filter: `status:422 account:demo -method:OPTIONS "free text"`. Which words it has says the language of its list.

/**
 * One term of a filter.
 *
 * @typedef {object} Term
 * @property {string} text as typed.
 * @property {number} start where it begins in the filter.
 * @property {boolean} isNegated
 * @property {string} word without its colon; empty for a free text.
 * @property {string} value without quotes.
 * @property {string} mistake why the term is left out; empty for none.
 *
 * @typedef {object} Language the words of a list's filter.
 * @property {{word: string, example: string}[]} words a member's path follows a word with a dot at its end.
 * @property {(word: string, value: string) => string} mistake of a value that is not empty; empty for none.
 * @property {(word: string, value: string) => [string, string] | null} parameter what the mock filters by itself;
 *   `null` where it has no such filter.
 * @property {(word: string, value: string, entry: any) => boolean} holds
 */

/**
 * @param {string} text
 * @param {Language} language
 * @returns {Term[]}
 */
export function parse(text, language) {
  const terms = [];
  for (const match of text.matchAll(/(-?)(?:([a-z_]+(?:\.[^\s:"]+)?):)?("[^"]*"?|\S*)/gi)) {
    const [whole, minus, word = "", raw] = match;
    if (whole === "") continue;
    const value = raw.replace(/^"|"$/g, "");
    terms.push({
      text: whole, start: match.index, isNegated: minus === "-" && (word !== "" || raw !== ""), word, value,
      mistake: mistake(word, value, language),
    });
  }
  return terms;
}

/** @param {string} word @param {string} value @param {Language} language */
function mistake(word, value, { words, mistake: ownMistake }) {
  if (word === "" || words.some(({ word: known }) => known.endsWith(".") && word.startsWith(known))) return "";
  if (!words.some(({ word: known }) => known === word)) return `${word} is not a word of the filter.`;
  return value === "" ? `${word} needs a value.` : ownMistake(word, value);
}

/** Whether a term is one of many that must all hold, not one of a few of which one has to. @param {Term} term */
const isOwn = ({ word, isNegated }) => isNegated || word === "" || word.includes(".");

/**
 * The known word that is nearest to an unknown one; empty where none is near.
 *
 * @param {string} word
 * @param {Language} language
 */
export function nearest(word, { words }) {
  const near = words.map(({ word: known }) => ({ known, away: distance(word.split(".")[0], known.replace(".", "")) }))
    .sort((left, right) => left.away - right.away)[0];
  return near.away <= Math.max(1, Math.floor(near.known.length / 2)) ? near.known : "";
}

/**
 * The edit distance (Levenshtein).
 *
 * @param {string} left
 * @param {string} right
 */
function distance(left, right) {
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let i = 1; i <= left.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= right.length; j += 1) {
      next[j] = Math.min(next[j - 1] + 1, row[j] + 1, row[j - 1] + (left[i - 1] === right[j - 1] ? 0 : 1));
    }
    row = next;
  }
  return row[right.length];
}

/**
 * A term as it is written in a filter.
 *
 * @param {string} word
 * @param {string} value
 */
export function term(word, value) {
  return `${word}:${/[\s"]/.test(value) || value === "" ? `"${value.replaceAll('"', "")}"` : value}`;
}

/**
 * The filter with a term more, or without it where it is there already.
 *
 * @param {string} filter
 * @param {string} added
 * @param {Language} language
 */
export function toggled(filter, added, language) {
  const terms = parse(filter, language).map(({ text }) => text);
  return (terms.includes(added) ? terms.filter((text) => text !== added) : [...terms, added]).join(" ");
}

/**
 * What the mock filters by itself, as parameters of a list. It knows no negation and each word once.
 *
 * @param {Term[]} terms
 * @param {Language} language
 * @returns {{pairs: [string, string][], isWhole: boolean}} `isWhole`: the mock decides alone.
 */
export function parameters(terms, language) {
  /** @type {[string, string][]} */
  const pairs = [];
  let isWhole = true;
  const good = terms.filter((one) => one.mistake === "");
  for (const one of good) {
    const isAlone = good.filter(({ word, isNegated }) => word === one.word && !isNegated).length === 1;
    const pair = one.isNegated || one.word === "" || (!isAlone && !isOwn(one)) ? null : language.parameter(one.word, one.value);
    if (pair) pairs.push(pair);
    else isWhole = false;
  }
  return { pairs, isWhole };
}

/**
 * Whether an entry fits a filter. Terms with mistakes are left out; of several terms of one word, one has to fit.
 *
 * @param {Term[]} terms
 * @param {any} entry
 * @param {Language} language
 */
export function fits(terms, entry, { holds }) {
  const good = terms.filter((one) => one.mistake === "");
  const kinds = new Set(good.filter((one) => !isOwn(one)).map(({ word }) => word));
  const fit = (/** @type {Term} */ { word, value }) => holds(word, value, entry);
  return [...kinds].every((kind) => good.some((one) => !isOwn(one) && one.word === kind && fit(one)))
    && good.every((one) => !isOwn(one) || fit(one) !== one.isNegated);
}

/** @param {string} text with `*` for any text. */
export function pattern(text) {
  return new RegExp(`^${text.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&")).join("[^]*")}$`);
}
