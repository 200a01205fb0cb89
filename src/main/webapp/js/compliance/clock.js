/**
 * The arithmetic of the review player: one clock for several recordings that began at different times.
 * Nothing here touches the page. Positions are seconds on the clock, which starts when the first recording starts.
 *
 * @typedef {{start: number, duration: number, pauses?: {from: number, to: number}[]}} Stretch epoch milliseconds;
 *     duration of the media in milliseconds; pauses in order, of which the media knows nothing
 * @typedef {{offset: number, duration: number, pauses: {from: number, to: number}[]}} Lane seconds on the clock; seconds
 *     on the clock, pauses included; seconds from the lane's beginning
 * @typedef {{do: 'toggle'} | {do: 'by', seconds: number} | {do: 'frame', count: number}
 *     | {do: 'speed', factor: number}} Command
 */

/** One frame forward or back, in seconds. Browsers do not tell the frame rate; rooms are held at 20 to 30 a second. */
export const FRAME = 1 / 25;

/** Beyond this distance, in seconds, a picture is set to the clock; below it its speed is bent a little. */
export const FAR = 0.3;

/** Below this distance, in seconds, nobody sees or hears a difference. */
export const NEAR = 0.04;

/**
 * Puts recordings on one clock.
 *
 * @param {Stretch[]} stretches
 * @returns {{lanes: Lane[], total: number}} lanes in the order given; total is 0 if there are none
 */
export function align(stretches) {
    const origin = Math.min(...stretches.map(({ start }) => start));
    const lanes = stretches.map(({ start, duration, pauses = [] }) => {
        const still = pauses.map(({ from, to }) => ({ from: (from - start) / 1000, to: (to - start) / 1000 }));
        const paused = still.reduce((sum, { from, to }) => sum + to - from, 0);
        return { offset: (start - origin) / 1000, duration: duration / 1000 + paused, pauses: still };
    });
    return { lanes, total: Math.max(0, ...lanes.map(({ offset, duration }) => offset + duration)) };
}

/**
 * @param {Lane} lane
 * @param {number} position seconds on the clock
 * @returns {number | null} seconds within the recording, or null where it has nothing to show
 */
export function within({ offset, duration, pauses }, position) {
    const local = position - offset;
    // half a millisecond of mercy: offsets are differences of whole milliseconds held as fractions
    if (local <= -0.0005 || local >= duration || pauses.some(({ from, to }) => local >= from && local < to)) {
        return null;
    }
    return Math.max(0, local - pauses.filter(({ to }) => to <= local).reduce((sum, { from, to }) => sum + to - from, 0));
}

/**
 * The reverse of {@link within}.
 *
 * @param {Lane} lane
 * @param {number} media seconds within the recording
 * @returns {number} seconds on the clock
 */
export function onClock({ offset, pauses }, media) {
    return pauses.reduce((at, { from, to }) => (at - offset >= from ? at + to - from : at), offset + media);
}

/**
 * @param {number} position
 * @param {number} total
 * @returns {number} the nearest position that is on the clock; nonsense becomes the start
 */
export function clamp(position, total) {
    return Number.isFinite(position) ? Math.min(Math.max(0, position), total) : 0;
}

/**
 * How a picture that should be at one place and is at another gets there.
 *
 * @param {number} wanted seconds within the recording
 * @param {number} actual seconds within the recording
 * @param {number} speed of the clock
 * @returns {{seek: boolean, rate: number}} whether to jump, and the speed to play at
 */
export function follow(wanted, actual, speed) {
    const behind = wanted - actual;
    if (Math.abs(behind) > FAR * Math.max(1, speed)) {
        return { seek: true, rate: speed };
    }
    const bend = Math.abs(behind) > NEAR ? Math.max(-0.1, Math.min(0.1, behind)) : 0;
    return { seek: false, rate: speed * (1 + bend) };
}

/**
 * What a key asks for.
 *
 * @param {{key: string, shiftKey?: boolean, ctrlKey?: boolean, altKey?: boolean, metaKey?: boolean}} press
 * @returns {Command | null} null if the key is not ours
 */
export function command({ key, shiftKey = false, ctrlKey = false, altKey = false, metaKey = false }) {
    if (ctrlKey || altKey || metaKey) {
        return null; // the browser's own
    }
    const step = shiftKey ? 30 : 5;
    switch (key) {
        case ' ':
            return { do: 'toggle' };
        case 'ArrowLeft':
            return { do: 'by', seconds: -step };
        case 'ArrowRight':
            return { do: 'by', seconds: step };
        case ',':
            return { do: 'frame', count: -1 };
        case '.':
            return { do: 'frame', count: 1 };
        default:
            return /^[1-4]$/.test(key) ? { do: 'speed', factor: Number(key) } : null;
    }
}

/**
 * @param {number} seconds
 * @returns {string} m:ss, or h:mm:ss from one hour on; begun seconds do not count
 */
export function clockText(seconds) {
    const whole = Math.max(0, Math.floor(Number.isFinite(seconds) ? seconds + 1e-6 : 0));
    const two = number => String(number).padStart(2, '0');
    const minutes = Math.floor(whole / 60);
    return minutes < 60
        ? `${minutes}:${two(whole % 60)}`
        : `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(whole % 60)}`;
}

/**
 * @param {number} expires epoch milliseconds
 * @param {number} now epoch milliseconds by the same clock
 * @returns {number} seconds left, never negative; begun seconds count, so that 0 means over
 */
export function secondsLeft(expires, now) {
    return Math.max(0, Math.ceil((expires - now) / 1000));
}

/**
 * @param {number} millis epoch milliseconds
 * @returns {string} date and time to the second in UTC, for the watermark
 */
export function stamp(millis) {
    return `${new Date(millis).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}
