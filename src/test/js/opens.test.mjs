import { test } from 'node:test';
import assert from 'node:assert/strict';
import { wait } from '../../main/webapp/js/scheduling/opens.js';

const NOON = Date.parse('2026-03-02T12:00:00Z');

test('waits until a second after the room opens', () => {
    assert.equal(wait('2026-03-02T12:05:00Z', NOON), 301_000);
});

test('does not load the page again and again when the moment has passed', () => {
    assert.equal(wait('2026-03-02T11:59:58Z', NOON), null);
});

test('leaves alone what a timer cannot count, or what is no time', () => {
    assert.equal(wait('2026-09-02T12:00:00Z', NOON), null);
    assert.equal(wait(undefined, NOON), null);
    assert.equal(wait('soon', NOON), null);
});
