/**
 * What the room says about recording: for each person and each shared screen, and the alarm when bytes have stopped. Pure
 * functions over the room as the server last told it.
 *
 * @typedef {import('./plan.js').Room} Room
 * @typedef {import('./plan.js').Seat} Seat
 * @typedef {import('./plan.js').Recording} Recording
 */

/** What a permission that is missing is called; the others are told by the state alone. */
const CAUSES = ['declined', 'unanswered', 'another-declined', 'prohibited'];

/** What should arrive does not, or not all of it. */
const ALARMS = ['stalled', 'no-sound', 'no-picture', 'failed'];

const KINDS = {
    recording: ['ok', 'record'],
    starting: ['info', 'record'],
    stalled: ['danger', 'error'],
    'no-sound': ['danger', 'error'],
    'no-picture': ['danger', 'error'],
    failed: ['danger', 'error'],
    paused: ['warn', 'pause'],
    'another-declined': ['warn', 'pause'],
};

/**
 * @param {Recording} recording
 * @returns {{code: string, kind: string, icon: string}} code: the text's key after `recording.`; kind and icon go with it
 */
export function stateOf({ state, cause = '' }) {
    const silent = ['off', 'declined', 'paused'].includes(state);
    const code = silent && CAUSES.includes(cause) ? cause : state;
    const [kind, icon] = KINDS[code] ?? ['info', 'record-off'];
    return { code, kind, icon };
}

/**
 * Every recording that there is or could be, one line each: first one's own.
 *
 * @param {Room} room
 * @param {string} me
 * @returns {{seat: string, name: string, media: 'camera' | 'screen', mine: boolean, recording: Recording}[]}
 */
export function recordingsOf({ seats }, me) {
    const lines = seats.flatMap(({ seat, name, presence, admitted, recording, screen, screenRecording }) => [
        ...(admitted !== false || seat === me ? [{ seat, name, media: 'camera', mine: seat === me, presence, recording }] : []),
        ...(screen > 0 && screenRecording ? [{ seat, name, media: 'screen', mine: seat === me, presence, recording: screenRecording }] : []),
    ]);
    return lines
        .filter(({ mine, presence, recording }) => mine || presence !== 'left' || recording.storedMs > 0)
        .sort((one, two) => two.mine - one.mine)
        .map(({ presence, ...line }) => line);
}

/** Recordings that should arrive and do not. */
export function alarms(room, me) {
    return recordingsOf(room, me).filter(({ recording }) => ALARMS.includes(recording.state));
}

/**
 * @param {Room} room
 * @returns {Seat[]} people in the room without whose agreement others are not recorded either
 */
export function objectors({ seats }) {
    return seats.filter(({ admitted, presence, recording }) =>
        admitted && presence !== 'left' && ['declined', 'unanswered'].includes(stateOf(recording).code));
}

/**
 * What a person has answered, as far as the room knows.
 *
 * @param {Recording} recording
 * @returns {'permit' | 'deny' | 'open' | 'unknown'}
 */
export function answerOf({ state, cause = '' }) {
    const { code } = stateOf({ state, cause });
    if (code === 'declined') {
        return 'deny';
    }
    if (code === 'unanswered') {
        return 'open';
    }
    return code === 'prohibited' || (code === 'off' && cause !== 'permitted') ? 'unknown' : 'permit';
}

/** Puts what a pulse says into the room, so that it is shown like a room message. */
export function takePulse(room, recordings) {
    for (const recording of recordings) {
        const seat = room?.seats.find(({ seat }) => seat === recording.seat);
        if (seat) {
            seat[recording.media === 'screen' ? 'screenRecording' : 'recording'] = recording;
        }
    }
}
