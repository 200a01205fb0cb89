import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';

/** A document.cookie as browsers have it: reading lists names and values, writing sets one. */
function cookieJar(initial) {
    const jar = new Map(Object.entries(initial));
    const written = [];
    return {
        written,
        get cookie() {
            return [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
        },
        set cookie(line) {
            written.push(line);
        },
    };
}

let run = 0;
async function load(protocol, initial) {
    globalThis.document = cookieJar(initial);
    globalThis.location = { protocol };
    await import(`../../main/webapp/js/platform/zone.js?run=${run++}`);
    return globalThis.document.written;
}

const zone = encodeURIComponent(Intl.DateTimeFormat().resolvedOptions().timeZone);

beforeEach(() => {
    delete globalThis.document;
    delete globalThis.location;
});

test('the first page tells the server the zone of the device', async () => {
    assert.deepEqual(await load('http:', { language: 'en' }), [`tz=${zone}; path=/; max-age=86400; samesite=lax`]);
});

test('over TLS the cookie stays on TLS', async () => {
    assert.match((await load('https:', {}))[0], /; secure$/);
});

test('a zone that is known already is not told again', async () => {
    assert.deepEqual(await load('http:', { tz: zone }), []);
});

test('who has travelled is told anew', async () => {
    assert.equal((await load('http:', { tz: 'Pacific%2FApia' })).length, 1);
});
