import { test } from 'node:test';
import assert from 'node:assert/strict';
import { clock, left } from '../../main/webapp/js/scheduling/countdown.js';

const NOON = Date.parse('2026-03-02T12:00:00Z');

test('counts whole seconds, the last one to its end', () => {
    assert.equal(left('2026-03-02T12:05:00Z', NOON), 300);
    assert.equal(left('2026-03-02T12:00:00.001Z', NOON), 1);
});

test('never counts below nothing, nor what is no time', () => {
    assert.equal(left('2026-03-02T12:00:00Z', NOON), 0);
    assert.equal(left('2026-03-02T11:00:00Z', NOON), 0);
    assert.equal(left('soon', NOON), 0);
    assert.equal(left(undefined, NOON), 0);
});

test('reads as people read a clock', () => {
    assert.equal(clock(300), '5:00');
    assert.equal(clock(61), '1:01');
    assert.equal(clock(9), '0:09');
});
