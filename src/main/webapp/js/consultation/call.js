import { Peer } from './peer.js';
import { legKey, wanted } from './plan.js';
import { Download, uploadSuffers } from './quality.js';

/** What a connection that receives asks for. */
const KINDS = { camera: ['audio', 'video'], screen: ['video'] };

/** The peer connections of this page, kept as the room's plan wants them. */
export class Call {
    #say;
    #arrived;
    #stream;
    #screen = null;
    #own = { tracks: 0, share: 0 };
    #shares = 0;
    #takenBack = 0;
    #me = '';
    #iceServers = [];
    #attempts = 0;
    #room = null;
    /** @type {Map<string, {seat: string, media: string, made: string, peer: Peer, download: Download}>} */
    #legs = new Map();

    /**
     * @param {MediaStream} stream own camera and microphone
     * @param {(message: object) => void} say sends to the server
     * @param {(seat: string, media: 'camera' | 'screen', stream: MediaStream) => void} arrived
     */
    constructor(stream, say, arrived) {
        this.#stream = stream;
        this.#say = say;
        this.#arrived = arrived;
    }

    get me() {
        return this.#me;
    }

    /** A new connection to the room: whatever was there belongs to the old one. */
    welcome({ seat, iceServers }) {
        this.#me = seat;
        this.#iceServers = iceServers;
        this.#room = null;
        this.#takenBack = 0;
        this.#drop();
    }

    /** Makes, makes anew and closes connections until they are as the room wants them. */
    follow(room) {
        this.#room = room;
        const plan = wanted(room, this.#me, this.#own);
        for (const [key, { peer }] of [...this.#legs]) {
            if (!plan.has(key)) {
                peer.close();
                this.#legs.delete(key);
            }
        }
        for (const [key, wish] of plan) {
            if (this.#legs.get(key)?.made !== wish.made) {
                this.#make(key, wish);
            }
        }
        this.#takeBack(room);
    }

    /** What an earlier page of this person shared, or could not take back while it was cut off, is not shared any more. */
    #takeBack({ seats }) {
        const shown = seats.find(({ seat }) => seat === this.#me)?.screen ?? 0;
        if (!this.#screen && shown > this.#takenBack) {
            this.#takenBack = shown;
            this.#say({ type: 'unshare' });
        }
    }

    /** The own camera or microphone has been added to: what is sent must be offered anew. */
    renew() {
        this.#own.tracks++;
        this.#again();
    }

    /** @param {MediaStream | null} stream the own screen; null ends sharing */
    share(stream) {
        this.#screen = stream;
        this.#own.share = stream ? ++this.#shares : 0;
        if (!stream) {
            this.#takenBack = this.#room?.seats.find(({ seat }) => seat === this.#me)?.screen ?? 0;
            this.#say({ type: 'unshare' });
        }
        this.#again();
    }

    #again() {
        if (this.#room) {
            this.follow(this.#room);
        }
    }

    #make(key, { seat, media, made }) {
        this.#legs.get(key)?.peer.close();
        const peer = new Peer({ seat, media, attempt: ++this.#attempts, iceServers: this.#iceServers }, this.#say);
        this.#legs.set(key, { seat, media, made, peer, download: new Download() });
        peer.onLoss(() => this.#remake(key, peer));
        const offered = seat === this.#me
            ? peer.publish(media === 'screen' ? this.#screen : this.#stream)
            : peer.receive(KINDS[media], stream => this.#legs.get(key)?.peer === peer && this.#arrived(seat, media, stream));
        offered.catch(error => console.error('no offer', error));
    }

    /** The way to the media server broke although signalling did not: a new connection takes its place. */
    #remake(key, peer) {
        if (this.#legs.get(key)?.peer === peer && this.#room) {
            this.#legs.delete(key);
            this.follow(this.#room);
        }
    }

    #leg({ seat, media, attempt }) {
        const peer = this.#legs.get(legKey(seat, media))?.peer;
        return peer?.attempt === attempt ? peer : null;
    }

    async answer(message) {
        await this.#leg(message)?.answer(message);
    }

    async candidate(message) {
        await this.#leg(message)?.candidate(message);
    }

    /** @param {{media?: 'camera' | 'screen'}} message */
    async keyFrame({ media }) {
        await this.#legs.get(legKey(this.#me, media))?.peer.keyFrame();
    }

    /** @returns {Promise<string | null>} key of the word for a connection that is not good */
    async quality() {
        let download = false;
        for (const { seat, peer, download: since } of [...this.#legs.values()]) {
            const stats = [...(await peer.connection.getStats()).values()];
            if (seat === this.#me && uploadSuffers(stats)) {
                return 'quality.upload';
            }
            download ||= seat !== this.#me && since.suffers(stats);
        }
        return download ? 'quality.download' : null;
    }

    #drop() {
        this.#legs.forEach(({ peer }) => peer.close());
        this.#legs.clear();
    }

    /** Everything is over: connections, camera and microphone. */
    close() {
        this.#room = null;
        this.#drop();
        this.#stream.getTracks().forEach(track => track.stop());
    }
}
