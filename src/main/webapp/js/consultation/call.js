import { Peer } from './peer.js';
import { wanted } from './plan.js';
import { Download, uploadSuffers } from './quality.js';

/** The peer connections of this page, kept as the room's plan wants them. */
export class Call {
    #say;
    #show;
    #stream;
    #me = '';
    #iceServers = [];
    #attempts = 0;
    #room = null;
    /** @type {Map<string, {made: string, peer: Peer, download: Download}>} */
    #legs = new Map();

    /**
     * @param {MediaStream} stream own camera and microphone
     * @param {(message: object) => void} say sends to the server
     * @param {{arrived: (seat: string, stream: MediaStream) => void, gone: (seat: string) => void}} show
     */
    constructor(stream, say, show) {
        this.#stream = stream;
        this.#say = say;
        this.#show = show;
    }

    get me() {
        return this.#me;
    }

    /** A new connection to the room: whatever was there belongs to the old one. */
    welcome({ seat, iceServers }) {
        this.#me = seat;
        this.#iceServers = iceServers;
        this.#room = null;
        this.#legs.forEach(({ peer }) => peer.close());
        this.#legs.clear();
    }

    /** Makes, makes anew and closes connections until they are as the room wants them. */
    follow(room) {
        this.#room = room;
        const plan = wanted(room, this.#me);
        for (const [seat, { peer }] of [...this.#legs]) {
            if (!plan.has(seat)) {
                peer.close();
                this.#legs.delete(seat);
                this.#show.gone(seat);
            }
        }
        for (const [seat, purpose] of plan) {
            if (this.#legs.get(seat)?.made !== purpose) {
                this.#make(seat, purpose);
            }
        }
    }

    #make(seat, purpose) {
        this.#legs.get(seat)?.peer.close();
        const peer = new Peer({ seat, attempt: ++this.#attempts, iceServers: this.#iceServers }, this.#say);
        this.#legs.set(seat, { made: purpose, peer, download: new Download() });
        peer.onLoss(() => this.#remake(seat, peer));
        const offered = seat === this.#me
            ? peer.publish(this.#stream)
            : peer.receive(stream => this.#legs.get(seat)?.peer === peer && this.#show.arrived(seat, stream));
        offered.catch(error => console.error('no offer', error));
    }

    /** The way to the media server broke although signalling did not: a new connection takes its place. */
    #remake(seat, peer) {
        if (this.#legs.get(seat)?.peer === peer && this.#room) {
            this.#legs.delete(seat);
            this.follow(this.#room);
        }
    }

    #leg({ seat, attempt }) {
        const peer = this.#legs.get(seat)?.peer;
        return peer?.attempt === attempt ? peer : null;
    }

    async answer(message) {
        await this.#leg(message)?.answer(message);
    }

    async candidate(message) {
        await this.#leg(message)?.candidate(message);
    }

    async keyFrame() {
        await this.#legs.get(this.#me)?.peer.keyFrame();
    }

    /** @returns {Promise<string | null>} key of the word for a connection that is not good */
    async quality() {
        let download = false;
        for (const [seat, leg] of [...this.#legs]) {
            const stats = [...(await leg.peer.connection.getStats()).values()];
            if (seat === this.#me && uploadSuffers(stats)) {
                return 'quality.upload';
            }
            download ||= seat !== this.#me && leg.download.suffers(stats);
        }
        return download ? 'quality.download' : null;
    }

    /** Everything is over: connections, camera and microphone. */
    close() {
        this.#room = null;
        this.#legs.forEach(({ peer }) => peer.close());
        this.#legs.clear();
        this.#stream.getTracks().forEach(track => track.stop());
    }
}
