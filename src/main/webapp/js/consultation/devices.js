/** Camera and microphone: asking for them, choosing among them, and saying why there are none. */

const HEARD = { echoCancellation: true, noiseSuppression: true };
const SEEN = { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 25, max: 30 } };

/**
 * @param {{name: string}} error of getUserMedia
 * @returns {string} key of the sentence that tells what to do
 */
export function refusal({ name }) {
    switch (name) {
        case 'NotAllowedError':
        case 'PermissionDeniedError':
            return 'refused.blocked';
        case 'NotFoundError':
        case 'OverconstrainedError':
        case 'DevicesNotFoundError':
            return 'refused.missing';
        case 'NotReadableError':
        case 'AbortError':
        case 'TrackStartError':
            return 'refused.busy';
        case 'SecurityError':
            return 'refused.insecure';
        default:
            return 'refused.other';
    }
}

/**
 * @param {{isSecureContext: boolean, navigator: Navigator, RTCPeerConnection?: unknown}} world
 * @returns {string | null} key of the sentence that tells why this browser cannot, or null if it can
 */
export function unable({ isSecureContext, navigator, RTCPeerConnection }) {
    if (!isSecureContext) {
        return 'refused.insecure';
    }
    return navigator.mediaDevices?.getUserMedia && RTCPeerConnection ? null : 'refused.unsupported';
}

/**
 * Camera and microphone; where one of them is missing, the other alone.
 *
 * @param {MediaDevices} devices
 * @param {{camera?: string, microphone?: string}} wanted device ids
 * @returns {Promise<MediaStream>}
 * @throws {Error} named as getUserMedia names it, if neither can be had
 */
export async function open(devices, { camera, microphone } = {}) {
    const audio = { ...HEARD, ...exactly(microphone) };
    const video = { ...SEEN, ...exactly(camera) };
    try {
        return await devices.getUserMedia({ audio, video });
    } catch (error) {
        if (refusal(error) !== 'refused.missing') {
            throw error;
        }
    }
    try {
        return await devices.getUserMedia({ audio: true });
    } catch (error) {
        if (refusal(error) !== 'refused.missing') {
            throw error;
        }
    }
    return devices.getUserMedia({ video: true });
}

/**
 * The one of the two that was not there before: plugged in during the visit.
 *
 * @param {MediaDevices} devices
 * @param {'audio' | 'video'} kind
 * @returns {Promise<MediaStreamTrack>}
 * @throws {Error} named as getUserMedia names it
 */
export async function add(devices, kind) {
    const stream = await devices.getUserMedia(kind === 'audio' ? { audio: HEARD } : { video: SEEN });
    return stream.getTracks()[0];
}

/** @returns {string} key of the sentence for a device that could not be added during the visit */
export function addRefusal(error) {
    const key = refusal(error).replace('refused.', '');
    return `add.${['blocked', 'missing', 'busy'].includes(key) ? key : 'other'}`;
}

function exactly(id) {
    return id ? { deviceId: { exact: id } } : {};
}

/**
 * @param {MediaStream} stream
 * @returns {string} key of the sentence that tells what of it works
 */
export function found(stream) {
    if (stream.getVideoTracks().length === 0) {
        return 'preview.audioOnly';
    }
    return stream.getAudioTracks().length === 0 ? 'preview.videoOnly' : 'preview.ready';
}

/**
 * How loud the microphone is, as often as the screen is drawn.
 *
 * @param {MediaStream} stream
 * @param {(percent: number) => void} show
 * @returns {() => void} ends it
 */
export function meter(stream, show) {
    if (stream.getAudioTracks().length === 0) {
        show(0);
        return () => {};
    }
    const context = new AudioContext();
    const wake = () => context.resume(); // some browsers measure nothing before the page has been touched
    addEventListener('pointerdown', wake);
    addEventListener('keydown', wake);
    const analyser = context.createAnalyser();
    analyser.fftSize = 1024;
    context.createMediaStreamSource(stream).connect(analyser);
    const samples = new Float32Array(analyser.fftSize);
    let frame = requestAnimationFrame(function measure() {
        analyser.getFloatTimeDomainData(samples);
        show(loudness(samples));
        frame = requestAnimationFrame(measure);
    });
    return () => {
        cancelAnimationFrame(frame);
        removeEventListener('pointerdown', wake);
        removeEventListener('keydown', wake);
        context.close();
    };
}

/**
 * @param {Float32Array} samples from -1 to 1
 * @returns {number} 0 at -60 dB and below, 100 at full scale
 */
export function loudness(samples) {
    const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
    const decibel = 10 * Math.log10(power || Number.MIN_VALUE);
    return Math.round(Math.min(100, Math.max(0, (decibel + 60) / 60 * 100)));
}
