/** Sharing a screen: asking the browser for one, and saying why there is none. */

/**
 * @param {MediaDevices} [devices]
 * @returns {boolean} whether this browser can share at all; those of phones cannot
 */
export function canShare(devices) {
    return typeof devices?.getDisplayMedia === 'function';
}

/**
 * @param {{name: string}} error of getDisplayMedia
 * @returns {string} key of the sentence that tells what to do
 */
export function shareRefusal({ name }) {
    switch (name) {
        case 'NotAllowedError': // the choice was closed, or the device does not let the browser; both have this name
        case 'PermissionDeniedError':
            return 'share.refused.closed';
        case 'NotFoundError':
        case 'OverconstrainedError':
            return 'share.refused.missing';
        case 'NotReadableError':
        case 'AbortError':
            return 'share.refused.busy';
        default:
            return 'share.refused.other';
    }
}

/** The screen of this browser that is shared, if one is. */
export class Share {
    #devices;
    #changed;
    #stream = null;
    #asking = false;

    /**
     * @param {MediaDevices} devices
     * @param {(stream: MediaStream | null) => void} changed called when sharing has begun or ended, whoever ended it
     */
    constructor(devices, changed) {
        this.#devices = devices;
        this.#changed = changed;
    }

    get active() {
        return this.#stream !== null;
    }

    /**
     * Lets the person choose. Must be called from a click.
     *
     * @throws {DOMException} named as getDisplayMedia names it; nothing is shared then
     */
    async start() {
        if (this.#stream || this.#asking) {
            return;
        }
        this.#asking = true;
        try {
            this.#begin(await this.#devices.getDisplayMedia({
                // readable text at a few pictures a second; no sound: the microphone of the room already hears it
                video: { frameRate: { ideal: 10, max: 15 }, width: { max: 1920 }, height: { max: 1080 } },
                audio: false,
                selfBrowserSurface: 'exclude',
                surfaceSwitching: 'include',
            }));
        } finally {
            this.#asking = false;
        }
    }

    #begin(stream) {
        const [track] = stream.getVideoTracks();
        track.contentHint = 'detail';
        track.addEventListener('ended', () => this.#stream === stream && this.stop());
        this.#stream = stream;
        this.#changed(stream);
    }

    stop() {
        const stream = this.#stream;
        if (stream) {
            this.#stream = null;
            stream.getTracks().forEach(track => track.stop());
            this.#changed(null);
        }
    }
}
