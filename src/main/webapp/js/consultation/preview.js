import { found, meter, open, refusal, unable } from './devices.js';

const element = id => document.getElementById(id);

/**
 * Before the room: shows the own picture and how loud one is, lets choose devices, and says what to do where the browser
 * refuses them.
 *
 * @param {(key: string) => string} text
 * @param {boolean} straightIn goes in without being asked, for who has been in already
 * @returns {Promise<MediaStream>} once the person goes in
 */
export function preview(text, straightIn) {
    return new Promise(resolve => new Preview(text, straightIn, resolve).start());
}

class Preview {
    #text;
    #straightIn;
    #resolve;
    #stream = null;
    #endMeter = () => {};

    constructor(text, straightIn, resolve) {
        this.#text = text;
        this.#straightIn = straightIn;
        this.#resolve = resolve;
        element('try-again').addEventListener('click', () => this.start());
        element('join').addEventListener('click', () => this.#go());
        for (const choice of ['camera-choice', 'microphone-choice']) {
            element(choice).addEventListener('change', () => this.start());
        }
    }

    async start() {
        const reason = unable(globalThis);
        if (reason) {
            this.#refused(reason);
            return;
        }
        this.#stop();
        this.#say('preview.asking');
        try {
            this.#stream = await open(navigator.mediaDevices, {
                camera: element('camera-choice').value,
                microphone: element('microphone-choice').value,
            });
            await this.#show();
        } catch (error) {
            this.#refused(refusal(error));
        }
    }

    async #show() {
        element('preview-picture').srcObject = this.#stream;
        this.#endMeter = meter(this.#stream, percent => {
            element('level').setAttribute('aria-valuenow', String(percent));
            element('level').firstElementChild.style.width = `${percent}%`;
        });
        await this.#choices();
        this.#say(found(this.#stream), false);
        element('join').disabled = false;
        element('try-again').hidden = this.#stream.getTracks().length === 2;
        if (this.#straightIn) {
            this.#go();
        }
    }

    async #choices() {
        const devices = await navigator.mediaDevices.enumerateDevices();
        const inUse = this.#stream.getTracks().map(track => track.getSettings().deviceId);
        for (const [choice, kind] of [['camera-choice', 'videoinput'], ['microphone-choice', 'audioinput']]) {
            const options = devices.filter(device => device.kind === kind && device.deviceId).map(({ label, deviceId }) =>
                new Option(label, deviceId, false, inUse.includes(deviceId)));
            element(choice).replaceChildren(...options);
            element(choice).disabled = options.length === 0;
        }
    }

    #refused(key) {
        this.#stop();
        this.#say(key, true);
        element('join').disabled = true;
        element('try-again').hidden = false;
    }

    #say(key, bad = false) {
        const words = Object.assign(document.createElement('p'), { textContent: this.#text(key) });
        words.className = bad ? 'tv-notice tv-danger' : 'tv-muted';
        element('preview-said').dataset.key = key;
        element('preview-said').replaceChildren(words);
    }

    #stop() {
        this.#endMeter();
        this.#stream?.getTracks().forEach(track => track.stop());
        this.#stream = null;
    }

    #go() {
        this.#endMeter();
        this.#resolve(this.#stream);
    }
}
