/**
 * What was said on this page against being recorded, kept until the server says that it is stored, and said again over
 * every new connection. A server that heard it may die before it is stored, and the next one may know nothing of it. Kept
 * in the tab, so that it outlives a page that loads itself again: seats, kinds and times, no names.
 */

const KEY = 'televisit.refusals';

/** No visit lasts as long; what is older concerns nobody any more. Milliseconds. */
const LONGEST = 24 * 60 * 60 * 1000;

/** Milliseconds since the epoch, never set back or forward while the page is there. */
const clock = () => performance.timeOrigin + performance.now();

/**
 * @returns {{by: string, seat: string, kind: 'withdraw' | 'witness', language?: string, said: number}[]} what an earlier
 *     page of this tab has left; nothing of what is no note of ours
 */
function left(storage, now) {
    try {
        const notes = JSON.parse(storage().getItem(KEY)) ?? [];
        return notes.filter(({ by, seat, kind, said }) => typeof by === 'string' && typeof seat === 'string'
            && (kind === 'withdraw' || kind === 'witness') && Number.isFinite(said) && said > now - LONGEST);
    } catch { // no storage, or nonsense in it
        return [];
    }
}

export class Refusals {
    #say;
    #storage;
    #now;
    #kept;
    #me = '';

    /**
     * @param {(message: object) => void} say sends to the server, if there is a connection
     * @param {() => Storage} storage of the tab; may throw, then this page alone remembers
     * @param {() => number} now milliseconds since the epoch
     */
    constructor(say, storage = () => sessionStorage, now = clock) {
        this.#say = say;
        this.#storage = storage;
        this.#now = now;
        this.#kept = left(storage, now());
    }

    /** Whether this person has withdrawn and it is not known to be stored. */
    get ownWaits() {
        return this.#kept.some(({ by, kind }) => by === this.#me && kind === 'withdraw');
    }

    /** @returns {boolean} whether it is not known to be stored that the person of that seat refused aloud */
    waitsFor(about) {
        return this.#kept.some(({ by, seat, kind }) => by === this.#me && seat === about && kind === 'witness');
    }

    /**
     * A new connection, as the person of this seat. To be called before anything else is said: nothing of them may be
     * recorded in between.
     */
    welcome(me) {
        this.#me = me;
        this.#kept.filter(({ by }) => by === me).forEach(refusal => this.#tell(refusal));
    }

    /** This person does not want to be recorded any more. */
    withdraw() {
        this.#keep({ by: this.#me, seat: this.#me, kind: 'withdraw' });
    }

    /** The person of another seat said so aloud, asked in that language. */
    witness(seat, language) {
        this.#keep({ by: this.#me, seat, kind: 'witness', language });
    }

    /** This person's own is stored. */
    withdrawn() {
        this.#forget(this.#me, 'withdraw');
    }

    /** What the person of that seat said aloud is stored. */
    witnessed(seat) {
        this.#forget(seat, 'witness');
    }

    #keep(refusal) {
        const newest = { ...refusal, said: this.#now() };
        this.#kept = [...this.#without(refusal.seat, refusal.kind), newest];
        this.#write();
        this.#tell(newest);
    }

    #forget(seat, kind) {
        this.#kept = this.#without(seat, kind);
        this.#write();
    }

    #without(about, what) {
        return this.#kept.filter(({ by, seat, kind }) => by !== this.#me || seat !== about || kind !== what);
    }

    #tell({ seat, kind, language, said }) {
        const ago = Math.min(LONGEST, Math.max(0, Math.round(this.#now() - said)));
        this.#say(kind === 'withdraw' ? { type: kind, ago } : { type: kind, seat, provision: 'deny', language, ago });
    }

    #write() {
        try {
            if (this.#kept.length > 0) {
                this.#storage().setItem(KEY, JSON.stringify(this.#kept));
            } else {
                this.#storage().removeItem(KEY);
            }
        } catch (error) { // full, or switched off: this page remembers all the same
            console.debug('no storage', error);
        }
    }
}
