/**
 * Coming back into the room after this tab had to load the page again by itself: a server that was restarted knows no
 * session any more, and only a page that is loaded can be signed in again.
 */

const KEY = 'televisit.room';

/**
 * @param {() => Storage} storage of the tab; throws where the browser keeps it shut
 * @returns {Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>} it, or one that remembers as long as the page is there
 */
export function tabStorage(storage = () => sessionStorage) {
    try {
        return storage();
    } catch {
        const kept = new Map();
        return { getItem: key => kept.get(key) ?? null, setItem: (key, value) => kept.set(key, value), removeItem: key => kept.delete(key) };
    }
}

/**
 * @param {typeof fetch} fetch
 * @param {string} address of this page
 * @returns {Promise<boolean>} whether the server is there, but no longer knows who is asking
 */
export async function isSignedOut(fetch, address) {
    try {
        const { type, status } = await fetch(address, { redirect: 'manual', cache: 'no-store', headers: { Accept: 'text/html' } });
        return type === 'opaqueredirect' || status === 401 || status === 403;
    } catch { // no server, no network: not a question of signing in
        return false;
    }
}

/**
 * Notes where this tab was, and which of its devices were on.
 *
 * @param {Storage} storage of the tab
 * @param {{visit: string, microphone: boolean, camera: boolean}} place
 */
export function leaveWord(storage, place) {
    storage.setItem(KEY, JSON.stringify(place));
}

/**
 * @param {Storage} storage
 * @param {string} visit
 * @returns {{microphone: boolean, camera: boolean} | null} what was noted of this visit; told once
 */
export function takeWord(storage, visit) {
    const noted = JSON.parse(storage.getItem(KEY));
    storage.removeItem(KEY);
    return noted?.visit === visit ? { microphone: noted.microphone, camera: noted.camera } : null;
}

/**
 * @param {Storage} storage
 * @returns {string | null} the visit of the word, which stays there
 */
export function notedVisit(storage) {
    return JSON.parse(storage.getItem(KEY))?.visit ?? null;
}
