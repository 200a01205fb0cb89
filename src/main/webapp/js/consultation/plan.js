/**
 * What this browser should be connected to, given the room as the server last told it. A pure function, so that whatever
 * order news comes in, the page ends up where it should be.
 *
 * @typedef {{seat: string, admitted: boolean, stream: number, presence: string}} Seat
 * @typedef {{status: string, epoch: number, seats: Seat[]}} Room
 *
 * @param {Room} room
 * @param {string} me own seat
 * @returns {Map<string, string>} by seat: what its connection must be made for; a connection made for something else, or
 *     not listed, is out of date
 */
export function wanted({ status, epoch, seats }, me) {
    const plan = new Map();
    const mine = seats.find(({ seat }) => seat === me);
    if (status !== 'in-progress' || epoch === 0 || !mine?.admitted) {
        return plan;
    }
    plan.set(me, `media ${epoch}`);
    for (const { seat, stream } of seats) {
        if (seat !== me && stream > 0) {
            plan.set(seat, `media ${epoch} stream ${stream}`);
        }
    }
    return plan;
}

/**
 * What the middle of the screen says when there is no picture to show.
 *
 * @param {Room & {seats: {name: string, role: string}[]}} room
 * @param {string} me
 * @param {Set<string>} pictures seats whose picture is there
 * @returns {{kind: 'waiting' | 'admit' | 'alone' | 'ending', key: string, person?: Seat, title?: string} | null}
 */
export function veil({ status, seats }, me, pictures) {
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
    const waiting = others.find(({ admitted, presence }) => !admitted && presence === 'here');
    if (mine?.role === 'practitioner' && waiting) {
        return { kind: 'admit', title: 'admit.title', key: 'admit.text', person: waiting };
    }
    if (others.some(({ seat }) => pictures.has(seat))) {
        return null;
    }
    const other = others[0];
    return { kind: 'alone', key: other ? aloneKey(other) : 'alone.patient', person: other };
}

function aloneKey({ presence, admitted }) {
    if (presence === 'here' && admitted) {
        return 'alone.starting';
    }
    return presence === 'away' ? 'alone.away' : admitted ? 'alone.left' : 'alone.patient';
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
        } else if (seat.presence !== (old?.presence ?? 'left')) {
            said.push({ key: presenceNews(old?.presence, seat), name });
        }
        const [was, is] = [old?.recording.state, seat.recording.state].map(state => state === 'recording');
        if (old && was !== is && (is || seat.recording.state === 'declined')) {
            said.push({ key: is ? 'news.recorded' : 'news.notRecorded', name });
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
