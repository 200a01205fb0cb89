import { test } from 'node:test';
import assert from 'node:assert/strict';
import { isSignedOut } from '../../main/webapp/js/platform/session.js';

test('only a refusal makes the page load again, and so ask to sign in', () => {
    assert.equal(isSignedOut(401), true);
    assert.equal(isSignedOut(403), true);
    assert.equal(isSignedOut(500), false);
    assert.equal(isSignedOut(0), false); // no network: loading again would lose the page
});
