/**
 * Shows how long a time is still held, and what it means when it no longer is. The page works
 * without: it says until when.
 */

const WARN_BELOW = 60;

/**
 * @param {string} until ISO 8601
 * @param {number} now milliseconds since the epoch
 * @returns {number} whole seconds, never negative; 0 where it is no time
 */
export function left(until, now) {
    const seconds = Math.ceil((Date.parse(until) - now) / 1000);
    return seconds > 0 ? seconds : 0;
}

/** @param {number} seconds @returns {string} 4:05 */
export function clock(seconds) {
    return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

function start(held) {
    const shown = held.querySelector('[data-left]');
    const pattern = shown.dataset.left;
    const spoken = document.querySelector('[data-warning]');
    const over = document.getElementById('over');
    let timer;
    const tick = () => {
        const seconds = left(held.dataset.until, Date.now());
        shown.textContent = pattern.replace('…', clock(seconds));
        if (seconds < WARN_BELOW && spoken.textContent === '') {
            spoken.textContent = spoken.dataset.warning; // once: a clock read out every second would be no help
        }
        if (seconds === 0) {
            clearInterval(timer);
            held.hidden = true;
            over.hidden = false;
        }
    };
    timer = setInterval(tick, 1000);
    tick();
}

if (typeof document !== 'undefined') {
    const held = document.querySelector('[data-until]');
    if (held) {
        start(held);
    }
}
