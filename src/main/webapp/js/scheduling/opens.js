/**
 * Loads the page again at the moment when a room opens, so that its button is there.
 * The element carries the moment (ISO 8601) in data-opens. Without scripts the page says the time.
 */

const LONGEST_WAIT = 2 ** 31 - 1; // of a browser's timer, in milliseconds; about 25 days

/**
 * @param {string} opens ISO 8601
 * @param {number} now milliseconds since the epoch
 * @returns {?number} milliseconds to wait, or null if that is too long or the moment has passed
 */
export function wait(opens, now) {
    const left = Date.parse(opens) - now + 1000; // clocks differ: rather a second late than too early
    return left > 0 && left <= LONGEST_WAIT ? left : null;
}

if (typeof document !== 'undefined') {
    const left = wait(document.querySelector('[data-opens]')?.dataset.opens, Date.now());
    if (left !== null) {
        setTimeout(() => location.reload(), left);
    }
}
