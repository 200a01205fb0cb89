/**
 * What this browser should be connected to, given the room as the server last told it. A pure function, so that whatever
 * order news comes in, the page ends up where it should be.
 *
 * @typedef {{state: string, cause: string, storedMs: number}} Recording
 * @typedef {{seat: string, name: string, role: string, relationship?: string, of?: string, presence: string, admitted: boolean, stream: number,
 *     screen?: number, camera?: boolean, recording: Recording, screenRecording?: Recording}} Seat
 * @typedef {{status: string, epoch: number, seats: Seat[]}} Room
 * @typedef {{seat: string, media: 'camera' | 'screen', made: string}} Wish made: what the connection must be made for; one
 *     made for something else, or not listed, is out of date
 *
 * @param {Room} room
 * @param {string} me own seat
 * @param {{tracks?: number, share?: number}} own numbers that change with what this browser has to send; share: 0 while
 *     nothing is shared
 * @returns {Map<string, Wish>} by legKey
 */
export function wanted({ status, epoch, seats }, me, { tracks = 0, share = 0 } = {}) {
    const plan = new Map();
    const wish = (seat, media, made) => plan.set(legKey(seat, media), { seat, media, made: `media ${epoch} ${made}` });
    const mine = seats.find(({ seat }) => seat === me);
    if (status !== 'in-progress' || epoch === 0 || !mine?.admitted) {
        return plan;
    }
    wish(me, 'camera', `tracks ${tracks}`);
    if (share > 0) {
        wish(me, 'screen', `share ${share}`);
    }
    for (const { seat, stream, screen = 0 } of seats.filter(({ seat }) => seat !== me)) {
        if (stream > 0) {
            wish(seat, 'camera', `stream ${stream}`);
        }
        if (screen > 0) {
            wish(seat, 'screen', `stream ${screen}`);
        }
    }
    return plan;
}

/** Names one connection of this page: a person has a camera, and sometimes a screen. */
export function legKey(seat, media = 'camera') {
    return `${seat} ${media}`;
}

/**
 * What the middle of the screen says when there is no picture to show.
 *
 * @param {Room} room
 * @param {string} me
 * @param {Set<string>} pictures seats whose picture is there
 * @returns {{kind: 'waiting' | 'admit' | 'alone' | 'ending', key: string, person?: Seat, title?: string} | null}
 */
export function veil(room, me, pictures) {
    const { status, seats } = room;
    const mine = seats.find(({ seat }) => seat === me);
    const others = seats.filter(({ seat }) => seat !== me);
    if (status === 'finished') {
        return { kind: 'ending', key: 'ending' };
    }
    if (mine && !mine.admitted) {
        const doctor = others.find(({ role }) => role === 'practitioner');
        const here = doctor?.presence === 'here';
        return { kind: 'waiting', title: 'waiting.title', key: here ? 'waiting.doctorHere' : 'waiting.doctorAway', person: doctor };
    }
    if (others.some(({ seat, camera, stream }) => pictures.has(seat) || (camera === false && stream > 0))) {
        return null; // who has no camera is heard, and needs no words over it
    }
    const [first, ...more] = waiting(room, me);
    if (first && !others.some(({ admitted, presence }) => admitted && presence === 'here')) {
        return { kind: 'admit', title: more.length > 0 ? 'admit.titleMany' : 'admit.title', key: 'admit.text', person: first };
    }
    const other = expected(others);
    return { kind: 'alone', key: other ? aloneKey(other) : 'alone.patient', person: other };
}

/** Whom one misses most: who is here, then who was, then the visit's two people before others. */
function expected(others) {
    const rank = ({ presence, admitted, role }) =>
        (presence === 'left' ? 0 : admitted ? 4 : 2) + (role === 'related-person' ? 0 : 1);
    return [...others].sort((one, two) => rank(two) - rank(one))[0];
}

function aloneKey({ presence, admitted }) {
    if (presence === 'here' && admitted) {
        return 'alone.starting';
    }
    return presence === 'away' ? 'alone.away' : admitted ? 'alone.left' : 'alone.patient';
}

/**
 * @param {Room} room
 * @param {string} me
 * @returns {Seat[]} whom this person may let in now; nobody, unless they are the practitioner
 */
export function waiting({ status, seats }, me) {
    const admits = seats.some(({ seat, role }) => seat === me && role === 'practitioner') && status !== 'finished';
    return admits ? seats.filter(({ seat, admitted, presence }) => seat !== me && !admitted && presence === 'here') : [];
}

/**
 * What is news for somebody who listens: differences between two states of the room.
 *
 * @returns {{key: string, name: string}[]}
 */
export function news(before, now, me) {
    if (!before) {
        return [];
    }
    const said = [];
    for (const seat of now.seats) {
        const old = before.seats.find(({ seat: id }) => id === seat.seat);
        const { name } = seat;
        if (seat.seat === me) {
            if (old && !old.admitted && seat.admitted) {
                said.push({ key: 'news.admitted', name });
            }
        } else {
            if (seat.presence !== (old?.presence ?? 'left')) {
                said.push({ key: presenceNews(old?.presence, seat), name });
            }
            if (old && Boolean(seat.screen) !== Boolean(old.screen)) {
                said.push({ key: seat.screen ? 'news.shares' : 'news.unshares', name });
            }
        }
        const key = old && recordingNews(old.recording, seat.recording);
        if (key) {
            said.push({ key, name });
        }
    }
    return said;
}

function presenceNews(before, { presence, admitted }) {
    if (presence === 'here') {
        return admitted ? (before === 'away' ? 'news.back' : 'news.joined') : 'admit.news';
    }
    return presence === 'away' ? 'news.away' : 'news.left';
}

function recordingNews({ state: was }, { state: is, cause }) {
    if (is === 'recording') {
        return was === 'recording' ? null : 'news.recorded';
    }
    if (was !== 'recording') {
        return null;
    }
    if (is === 'paused') {
        return 'news.paused';
    }
    return is === 'declined' || cause === 'prohibited' ? 'news.notRecorded' : null;
}
