/**
 * The texts of the page's language, handed over by the server as one JSON object.
 *
 * @param {string} json an object of texts by key; {0}, {1} … stand for arguments
 * @returns {(key: string, ...args: (string | number)[]) => string}
 */
export function textsFrom(json) {
    const texts = JSON.parse(json);
    return (key, ...args) => {
        const pattern = Object.hasOwn(texts, key) ? texts[key] : key;
        return pattern.replace(/\{(\d+)\}/g, (hole, n) => String(args[n] ?? hole));
    };
}

/**
 * @param {number} milliseconds
 * @returns {string} minutes and seconds, "03:20"; hours before them once there are some, "1:02:05"
 */
export function clockText(milliseconds) {
    const seconds = Math.max(0, Math.floor(milliseconds / 1000));
    const two = n => String(n).padStart(2, '0');
    const hours = Math.floor(seconds / 3600);
    const rest = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
    return hours > 0 ? `${hours}:${rest}` : rest;
}
