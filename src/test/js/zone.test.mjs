import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tell } from '../../main/webapp/js/platform/zone.js';

/** What is written into document.cookie when it holds {@code present}: reading and writing it are not the same. */
function written(present, protocol, zone) {
    const lines = [];
    tell({ get cookie() { return present; }, set cookie(line) { lines.push(line); } }, { protocol }, zone);
    return lines;
}

test('the first page tells the server the zone of the device', () =>
    assert.deepEqual(written('language=en', 'http:', 'Asia/Shanghai'), ['tz=Asia%2FShanghai; path=/; max-age=86400; samesite=lax']));

test('over TLS the cookie stays on TLS', () => assert.match(written('', 'https:', 'Asia/Shanghai')[0], /; secure$/));

test('a zone that is known already is not told again', () =>
    assert.deepEqual(written('language=en; tz=Asia%2FShanghai', 'http:', 'Asia/Shanghai'), []));

test('who has travelled is told anew', () =>
    assert.equal(written('tz=Asia%2FShanghai', 'http:', 'Pacific/Apia').length, 1));

test('a browser that hides its zone tells nothing', () => assert.deepEqual(written('', 'http:', undefined), []));
