/**
 * Tells the server the time zone of this device, so that the next page says times as people here
 * read their clock. A day's lifetime: who travels is understood again the next day.
 *
 * @param {{cookie: string}} document
 * @param {{protocol: string}} location
 * @param {string | undefined} zone IANA name
 */
export function tell(document, location, zone) {
    const cookie = `tz=${encodeURIComponent(zone ?? '')}`;
    if (zone && !document.cookie.split('; ').includes(cookie)) {
        document.cookie = `${cookie}; path=/; max-age=86400; samesite=lax${location.protocol === 'https:' ? '; secure' : ''}`;
    }
}

if (globalThis.document) {
    tell(document, location, Intl.DateTimeFormat().resolvedOptions().timeZone);
}
