// The page's keys. None works while a text is typed, and none destroys.

/**
 * @typedef {object} Key
 * @property {string[]} keys as `KeyboardEvent.key` names them; `["g", "r"]` is one after the other where `isSequence`.
 * @property {boolean} [isSequence]
 * @property {string} words what it does.
 * @property {() => void} run
 */

let first = "";
let firstAt = 0;

/**
 * Runs the key that was pressed.
 *
 * @param {KeyboardEvent} event
 * @param {Key[]} keys
 */
export function pressed(event, keys) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isTyping(event)) return;
  const began = Date.now() - firstAt < 1500 ? first : "";
  first = "";
  const found = keys.find(({ keys: names, isSequence }) => (
    isSequence ? began === names[0] && event.key === names[1] : !began && names.includes(event.key)));
  if (!found) {
    if (keys.some(({ keys: names, isSequence }) => isSequence && names[0] === event.key)) {
      first = event.key;
      firstAt = Date.now();
    }
    return;
  }
  event.preventDefault();
  found.run();
}

/** @param {KeyboardEvent} event */
function isTyping({ target, key }) {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.matches("textarea, select")) return true;
  if (target.matches("input")) return !target.matches("[type=checkbox], [type=radio], [type=button]");
  // These keys work the control itself.
  return (key === "Enter" || key === " ") && target.matches("button, a[href], summary, input");
}
