import { describe, test } from 'node:test';
import assert from 'node:assert/strict';
import { alarms, answerOf, objectors, recordingsOf, stateOf, takePulse } from '../../main/webapp/js/consultation/recorded.js';

const recorded = { state: 'recording', cause: '', storedMs: 4000 };
const declined = { state: 'declined', cause: 'declined', storedMs: 0 };
const seat = (id, more) => ({ seat: id, name: id.toUpperCase(), presence: 'here', admitted: true, screen: 0, recording: recorded, ...more });

describe('what is said of a recording', () => {
    const said = [
        ['recording', '', 'recording', 'ok'],
        ['starting', '', 'starting', 'info'],
        ['stalled', '', 'stalled', 'danger'],
        ['no-sound', '', 'no-sound', 'danger'],
        ['no-picture', '', 'no-picture', 'danger'],
        ['failed', '', 'failed', 'danger'],
        ['declined', 'declined', 'declined', 'info'],
        ['declined', 'unanswered', 'unanswered', 'info'],
        ['off', 'unanswered', 'unanswered', 'info'],
        ['off', 'not-in-progress', 'off', 'info'],
        ['off', '', 'off', 'info'],
        ['paused', 'another-declined', 'another-declined', 'warn'],
        ['off', 'another-declined', 'another-declined', 'warn'],
        ['paused', 'prohibited', 'prohibited', 'info'],
        ['paused', '', 'paused', 'warn'],
    ];
    for (const [state, cause, code, kind] of said) {
        test(`${state} ${cause}`, () => {
            const { code: is, kind: looks, icon } = stateOf({ state, cause });
            assert.deepEqual([is, looks], [code, kind]);
            assert.ok(icon);
        });
    }

    test('a recording that runs is not talked away by an old cause', () => {
        assert.equal(stateOf({ state: 'recording', cause: 'declined' }).code, 'recording');
    });
});

describe('the list of recordings', () => {
    test('begins with one’s own, and a shared screen has a line of its own', () => {
        const room = { seats: [seat('d'), seat('p', { screen: 2, screenRecording: { ...recorded, media: 'screen' } })] };
        assert.deepEqual(recordingsOf(room, 'p').map(({ seat, media }) => `${seat} ${media}`), ['p camera', 'p screen', 'd camera']);
    });

    test('a screen that is not shared any more has none', () => {
        assert.equal(recordingsOf({ seats: [seat('p', { screen: 0, screenRecording: recorded })] }, 'd').length, 1);
    });

    test('who waits outside is not in it, and who left only with what is stored of them', () => {
        const room = { seats: [seat('d'), seat('w', { admitted: false }),
            seat('g', { presence: 'left' }), seat('n', { presence: 'left', recording: declined })] };
        assert.deepEqual(recordingsOf(room, 'd').map(line => line.seat), ['d', 'g']);
    });

    test('who waits sees their own line', () => {
        assert.deepEqual(recordingsOf({ seats: [seat('d'), seat('w', { admitted: false })] }, 'w').map(line => line.seat), ['w', 'd']);
    });
});

test('what should arrive and does not is an alarm, of a person or of a screen', () => {
    const stalled = { ...recorded, state: 'stalled' };
    const room = { seats: [seat('d'), seat('p', { recording: stalled, screen: 1, screenRecording: { ...recorded, state: 'failed' } }), seat('m', { recording: declined })] };
    assert.deepEqual(alarms(room, 'd').map(({ seat, media }) => `${seat} ${media}`), ['p camera', 'p screen']);
    for (const state of ['no-sound', 'no-picture']) {
        assert.equal(alarms({ seats: [seat('d'), seat('p', { recording: { ...recorded, state } })] }, 'd').length, 1);
    }
    assert.deepEqual(alarms({ seats: [seat('d')] }, 'd'), []);
});

test('those without whose agreement others are not recorded are in the room and have not agreed', () => {
    const unanswered = { state: 'off', cause: 'unanswered', storedMs: 0 };
    const room = { seats: [seat('d', { recording: { state: 'paused', cause: 'another-declined', storedMs: 1 } }), seat('p', { recording: declined }),
        seat('u', { recording: unanswered }), seat('w', { recording: declined, admitted: false }), seat('g', { recording: declined, presence: 'left' })] };
    assert.deepEqual(objectors(room).map(({ seat }) => seat), ['p', 'u']);
});

describe('what somebody has answered', () => {
    const cases = { permit: recorded, deny: declined, open: { state: 'off', cause: 'unanswered' }, unknown: { state: 'off', cause: 'prohibited' } };
    for (const [answer, recording] of Object.entries(cases)) {
        test(answer, () => assert.equal(answerOf(recording), answer));
    }
    test('who is paused because of another has agreed', () => assert.equal(answerOf({ state: 'paused', cause: 'another-declined' }), 'permit'));
    test('before the visit nothing is known', () => assert.equal(answerOf({ state: 'off', cause: 'not-in-progress' }), 'unknown'));
});

test('a pulse tells of cameras and of screens, and of nobody who is unknown', () => {
    const room = { seats: [seat('p')] };
    takePulse(room, [{ ...recorded, seat: 'p', media: 'camera', storedMs: 9000 }, { ...recorded, seat: 'p', media: 'screen', storedMs: 1000 }, { seat: 'x' }]);
    assert.deepEqual([room.seats[0].recording.storedMs, room.seats[0].screenRecording.storedMs], [9000, 1000]);
    takePulse(null, [recorded]);
});
