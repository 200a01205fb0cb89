import { describe, test } from 'node:test';
import assert from 'node:assert/strict';
import {
    align, clamp, clockText, command, FAR, follow, NEAR, onClock, secondsLeft, stamp, within,
} from '../../main/webapp/js/compliance/clock.js';

const TEN = Date.parse('2026-03-02T10:00:00Z');

describe('recordings on one clock', () => {
    const { lanes, total } = align([
        { start: TEN + 2500, duration: 60000 },
        { start: TEN, duration: 30000 },
    ]);

    test('the clock starts with the recording that started first, whatever the order', () => {
        assert.deepEqual(lanes.map(({ offset }) => offset), [2.5, 0]);
    });

    test('the clock ends with the recording that ends last', () => assert.equal(total, 62.5));

    test('a recording has nothing to show before it began or from its end on', () => {
        assert.equal(within(lanes[0], 2.4), null);
        assert.equal(within(lanes[0], 2.5), 0);
        assert.equal(within(lanes[0], 62.5), null);
        assert.equal(within(lanes[1], 29.5), 29.5);
        assert.equal(within(lanes[1], 30), null);
    });

    test('a start that is off by rounding still shows the first picture', () => {
        assert.equal(within(lanes[0], 2.4999), 0);
    });

    test('without recordings there is no time to pass', () => {
        assert.deepEqual(align([]), { lanes: [], total: 0 });
    });
});

describe('a recording that was held still', () => {
    // 10 s, still for 5 s, 10 s, still for 20 s, 10 s: 30 s of media on 55 s of clock
    const { lanes: [lane], total } = align([{
        start: TEN, duration: 30000,
        pauses: [{ from: TEN + 10000, to: TEN + 15000 }, { from: TEN + 25000, to: TEN + 45000 }],
    }]);

    test('takes the pauses on the clock, though not in the file', () => assert.equal(total, 55));

    test('shows nothing during a pause, and afterwards what came next', () => {
        assert.equal(within(lane, 9), 9);
        assert.equal(within(lane, 10), null);
        assert.equal(within(lane, 14.9), null);
        assert.equal(within(lane, 15), 10);
        assert.equal(within(lane, 24), 19);
        assert.equal(within(lane, 44), null);
        assert.equal(within(lane, 45), 20);
        assert.equal(within(lane, 55), null);
    });

    test('tells the clock where its picture is', () => {
        for (const position of [0, 5, 9.5, 15.5, 20, 24.5, 45.5, 54]) {
            assert.equal(onClock(lane, within(lane, position)), position);
        }
    });
});

test('the clock never leaves the visit', () => {
    assert.equal(clamp(-5, 60), 0);
    assert.equal(clamp(61, 60), 60);
    assert.equal(clamp(30, 60), 30);
    assert.equal(clamp(NaN, 60), 0);
});

describe('a picture that is away from the clock', () => {
    test('jumps when it is far', () => assert.equal(follow(10, 10 - FAR - 0.01, 1).seek, true));

    test('hurries when it is a little behind, and waits when it is a little ahead', () => {
        assert.deepEqual(follow(10, 9.9, 1).seek, false);
        assert.ok(follow(10, 9.9, 1).rate > 1);
        assert.ok(follow(10, 10.1, 1).rate < 1);
    });

    test('keeps the speed of the clock when it is near', () => {
        assert.deepEqual(follow(10, 10 - NEAR / 2, 2), { seek: false, rate: 2 });
    });

    test('is given more room at higher speed, where a jump costs more than it brings', () => {
        assert.equal(follow(10, 9.5, 4).seek, false);
        assert.equal(follow(10, 9.5, 1).seek, true);
    });
});

describe('keys', () => {
    const expected = [
        [{ key: ' ' }, { do: 'toggle' }],
        [{ key: 'ArrowRight' }, { do: 'by', seconds: 5 }],
        [{ key: 'ArrowLeft' }, { do: 'by', seconds: -5 }],
        [{ key: 'ArrowRight', shiftKey: true }, { do: 'by', seconds: 30 }],
        [{ key: 'ArrowLeft', shiftKey: true }, { do: 'by', seconds: -30 }],
        [{ key: '.' }, { do: 'frame', count: 1 }],
        [{ key: ',' }, { do: 'frame', count: -1 }],
        [{ key: '1' }, { do: 'speed', factor: 1 }],
        [{ key: '4' }, { do: 'speed', factor: 4 }],
        [{ key: '5' }, null],
        [{ key: '0' }, null],
        [{ key: 'Tab' }, null],
        [{ key: '1', ctrlKey: true }, null],
        [{ key: 'ArrowLeft', altKey: true }, null],
    ];
    for (const [press, wanted] of expected) {
        test(JSON.stringify(press), () => assert.deepEqual(command(press), wanted));
    }
});

test('time is told in minutes, and in hours once there are any', () => {
    assert.equal(clockText(0), '0:00');
    assert.equal(clockText(59.99), '0:59');
    assert.equal(clockText(60), '1:00');
    assert.equal(clockText(3599.9999999), '1:00:00');
    assert.equal(clockText(3661), '1:01:01');
    assert.equal(clockText(-1), '0:00');
    assert.equal(clockText(NaN), '0:00');
});

test('access that ends is 0 seconds long, not before', () => {
    assert.equal(secondsLeft(TEN + 1, TEN), 1);
    assert.equal(secondsLeft(TEN, TEN), 0);
    assert.equal(secondsLeft(TEN, TEN + 5000), 0);
});

test('the watermark says the second and the zone', () => assert.equal(stamp(TEN + 999), '2026-03-02 10:00:00 UTC'));
