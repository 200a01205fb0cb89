/**
 * One peer connection to the media server: one's own picture to it, or another person's from it. Named by the seat whose
 * picture it carries, by the medium (their camera or their screen), and by an attempt, so that what belongs to an older
 * connection is not taken for this one.
 */
export class Peer {
    #pc;
    #say;
    #answered = false;
    #early = [];
    #mourning = null;

    /**
     * @param {{seat: string, media: 'camera' | 'screen', attempt: number, iceServers: RTCIceServer[]}} who
     * @param {(message: object) => void} say sends to the server
     * @param {typeof RTCPeerConnection} Connection
     */
    constructor({ seat, media, attempt, iceServers }, say, Connection = globalThis.RTCPeerConnection) {
        this.seat = seat;
        this.media = media;
        this.attempt = attempt;
        this.#say = say;
        this.#pc = new Connection({ iceServers, bundlePolicy: 'max-bundle' });
        this.#pc.addEventListener('icecandidate', ({ candidate }) => {
            if (candidate?.candidate) {
                const { sdpMid: mid, sdpMLineIndex: line } = candidate;
                say({ type: 'candidate', seat, media, attempt, candidate: candidate.candidate, mid, line });
            }
        });
    }

    get connection() {
        return this.#pc;
    }

    /**
     * Calls back once when the connection has failed, does not come about, or has been broken for longer than it takes to
     * mend itself.
     *
     * @param {() => void} lost
     * @param {number} patience milliseconds for a broken connection
     * @param {number} begin milliseconds for one that has not begun
     */
    onLoss(lost, patience = 4000, begin = 15000) {
        const once = () => {
            clearTimeout(this.#mourning);
            if (this.#pc.connectionState !== 'closed') {
                lost();
            }
        };
        this.#mourning = setTimeout(once, begin);
        this.#pc.addEventListener('connectionstatechange', () => {
            clearTimeout(this.#mourning);
            if (this.#pc.connectionState === 'failed') {
                once();
            } else if (this.#pc.connectionState === 'disconnected') {
                this.#mourning = setTimeout(once, patience);
            }
        });
    }

    /** @param {MediaStream} stream sent as it is; VP8 is preferred, as recordings hold it */
    async publish(stream) {
        for (const track of stream.getTracks()) {
            const transceiver = this.#pc.addTransceiver(track, { direction: 'sendonly', streams: [stream] });
            preferVp8(transceiver, track.kind);
        }
        await this.#offer();
    }

    /**
     * @param {('audio' | 'video')[]} kinds
     * @param {(stream: MediaStream) => void} arrived called for each track, with the one stream of them all; a picture
     *     counts once it comes, as an element that waits for one that never comes would not play the sound either
     */
    async receive(kinds, arrived) {
        const stream = new MediaStream();
        this.#pc.addEventListener('track', ({ track }) => {
            const take = () => {
                stream.addTrack(track);
                arrived(stream);
            };
            if (track.kind === 'video' && track.muted) {
                track.addEventListener('unmute', take, { once: true });
            } else {
                take();
            }
        });
        kinds.forEach(kind => this.#pc.addTransceiver(kind, { direction: 'recvonly' }));
        await this.#offer();
    }

    async #offer() {
        await this.#pc.setLocalDescription();
        const { sdp } = this.#pc.localDescription;
        this.#say({ type: 'offer', seat: this.seat, media: this.media, attempt: this.attempt, sdp });
    }

    /** @param {{sdp: string}} message */
    async answer({ sdp }) {
        await this.#pc.setRemoteDescription({ type: 'answer', sdp });
        this.#answered = true;
        for (const candidate of this.#early.splice(0)) {
            await this.#add(candidate);
        }
    }

    /** @param {{candidate: string, mid: string, line: number}} message kept until the answer is there */
    async candidate({ candidate, mid, line }) {
        const init = { candidate, sdpMid: mid, sdpMLineIndex: line };
        if (this.#answered) {
            await this.#add(init);
        } else {
            this.#early.push(init);
        }
    }

    async #add(init) {
        try {
            await this.#pc.addIceCandidate(init);
        } catch (error) { // one useless candidate among several is no loss
            console.debug('candidate not taken', error);
        }
    }

    /** Sends a key frame, where the browser can be asked for one. */
    async keyFrame() {
        const sender = this.#pc.getSenders().find(({ track }) => track?.kind === 'video');
        const parameters = sender?.getParameters();
        if (parameters?.encodings?.length) {
            await sender.setParameters(parameters, { encodingOptions: parameters.encodings.map(() => ({ keyFrame: true })) });
        }
    }

    close() {
        clearTimeout(this.#mourning);
        this.#pc.close();
    }
}

function preferVp8(transceiver, kind) {
    const codecs = kind === 'video' && globalThis.RTCRtpReceiver?.getCapabilities?.('video')?.codecs;
    if (codecs && transceiver.setCodecPreferences) {
        const isVp8 = ({ mimeType }) => mimeType.toLowerCase() === 'video/vp8';
        transceiver.setCodecPreferences([...codecs.filter(isVp8), ...codecs.filter(codec => !isVp8(codec))]);
    }
}
