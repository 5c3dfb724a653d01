// The URL's fragment says what the page shows: `#/campaigns/3`, `#/requests?filter=status:422`.

/**
 * @typedef {object} Route
 * @property {string} view the view's name.
 * @property {string[]} path what follows it, decoded.
 * @property {URLSearchParams} query
 */

/**
 * @param {string} hash
 * @returns {Route}
 */
export function parseRoute(hash) {
  const [path, query = ""] = split(hash.replace(/^#?\/?/, ""), "?");
  const [view, ...rest] = path.split("/").filter(Boolean).map(decoded);
  return { view: view ?? "", path: rest, query: new URLSearchParams(query) };
}

/**
 * A link's target.
 *
 * @param {string} view
 * @param {(string | number)[]} [path]
 * @param {Record<string, string>} [query] empty values are left out.
 */
export function link(view, path = [], query = {}) {
  const pairs = Object.entries(query).filter(([, value]) => value !== "");
  // A filter is read in the address bar, so what a fragment may hold (RFC 3986 §3.5) is not encoded.
  const text = pairs.map(([name, value]) => `${name}=${encodeURIComponent(value).replace(/%(3A|2F|40|2C)/g, decodeURIComponent)}`);
  return `#/${[view, ...path].map((part) => encodeURIComponent(part)).join("/")}${text.length ? `?${text.join("&")}` : ""}`;
}

/**
 * Opens a URL of the page.
 *
 * @param {string} hash
 * @param {{replace?: boolean}} [options] `replace`: without a new entry in the browser's history.
 */
export function go(hash, { replace = false } = {}) {
  if (hash === location.hash) return;
  if (replace) history.replaceState(null, "", hash);
  else history.pushState(null, "", hash);
  // At once, because a key that is pressed right after acts on what is open then. The browser's own event comes later.
  dispatchEvent(new HashChangeEvent("hashchange"));
}

/**
 * @param {string} text
 * @param {string} mark
 */
function split(text, mark) {
  const place = text.indexOf(mark);
  return place < 0 ? [text] : [text.slice(0, place), text.slice(place + 1)];
}

/** @param {string} text */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
