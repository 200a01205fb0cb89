import { clockText } from './texts.js';

const KINDS = { recording: 'ok', starting: 'info', stalled: 'danger', failed: 'danger', declined: 'info', off: 'info' };

const CORNERS = { ArrowLeft: ['tv-at-left', true], ArrowRight: ['tv-at-left', false], ArrowUp: ['tv-at-top', true], ArrowDown: ['tv-at-top', false] };

/** Everything that the room's page shows besides pictures. Knows the page's elements; decides nothing. */
export class View {
    #text;
    #icons;
    #element;

    /**
     * @param {HTMLElement} root
     * @param {(key: string, ...args: unknown[]) => string} text
     */
    constructor(root, text) {
        this.#text = text;
        this.#icons = root.dataset.icons;
        this.#element = id => document.getElementById(id);
        this.#element('self').addEventListener('keydown', event => this.#moveSelf(event));
        this.#element('self').addEventListener('click', () => this.#element('self').classList.toggle('tv-at-left'));
    }

    enter(stream) {
        this.#element('preview').hidden = true;
        this.#element('preview-picture').srcObject = null;
        this.#element('room').hidden = false;
        this.#element('self-picture').srcObject = stream;
        this.#element('microphone').focus();
    }

    #moveSelf(event) {
        const corner = CORNERS[event.key];
        if (corner) {
            this.#element('self').classList.toggle(...corner);
            event.preventDefault();
        }
    }

    /** @param {{kind: string, title?: string, text: string, person?: {seat: string}} | null} message */
    veil(message) {
        this.#element('veil').hidden = message === null;
        this.#element('veil').dataset.kind = message?.kind ?? '';
        for (const [id, kinds] of [['admit', ['admit']], ['come-back', ['left']], ['away', ['bye', 'left']]]) {
            this.#element(id).hidden = !kinds.includes(message?.kind);
        }
        if (message) {
            this.#element('veil-title').textContent = message.title ?? '';
            this.#element('veil-title').hidden = !message.title;
            this.#element('veil-text').textContent = message.text;
            this.#element('admit').dataset.seat = message.person?.seat ?? '';
            const icon = { waiting: 'clock', admit: 'hand', ending: 'check', bye: 'leave', left: 'leave' }[message.kind] ?? 'person';
            this.#element('veil-icon').setAttribute('href', `${this.#icons}#${icon}`);
        }
    }

    /** @param {{seat: string, who: string, state: string, storedMs: number}[]} recordings */
    recordings(recordings) {
        const list = this.#element('recorded');
        for (const item of [...list.children]) {
            if (!recordings.some(({ seat }) => seat === item.dataset.seat)) {
                item.remove();
            }
        }
        recordings.forEach(recording => this.#recording(list, recording));
    }

    #recording(list, { seat, who, state, storedMs }) {
        let item = [...list.children].find(({ dataset }) => dataset.seat === seat);
        if (!item) {
            item = document.createElement('li');
            item.dataset.seat = seat;
            item.append(this.#icon('record'), document.createElement('span'));
            list.append(item);
        }
        item.className = `tv-status tv-${KINDS[state]}`;
        item.dataset.state = state;
        item.dataset.storedMs = String(storedMs);
        const recorded = ['recording', 'starting', 'stalled'].includes(state);
        item.querySelector('use').setAttribute('href', `${this.#icons}#${recorded ? 'record' : 'record-off'}`);
        setText(item.querySelector('span'), this.#text(`recording.${state}`, who, clockText(storedMs)));
    }

    #icon(name) {
        const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
        svg.setAttribute('class', 'tv-icon');
        svg.setAttribute('aria-hidden', 'true');
        const use = document.createElementNS('http://www.w3.org/2000/svg', 'use');
        use.setAttribute('href', `${this.#icons}#${name}`);
        svg.append(use);
        return svg;
    }

    /** @param {'microphone' | 'camera'} device */
    device(device, on) {
        const button = this.#element(device);
        const picture = device === 'microphone' ? 'mic' : 'camera';
        button.setAttribute('aria-pressed', String(on));
        button.classList.toggle('tv-off', !on);
        button.querySelector('use').setAttribute('href', `${this.#icons}#${on ? picture : `${picture}-off`}`);
        button.querySelector('.tv-word').textContent = this.#text(`${device}.${on ? 'on' : 'off'}`);
    }

    without(device) {
        this.device(device, false);
        this.#element(device).disabled = true;
    }

    canEnd(yes) {
        const button = this.#element('end-visit');
        if (button) {
            button.disabled = !yes;
        }
    }

    /** @param {string | null} words */
    connection(words) {
        this.#status('connection', words);
    }

    quality(words) {
        this.#status('quality', words);
    }

    #status(id, words) {
        const status = this.#element(id);
        status.hidden = !words;
        setText(status, words ?? '');
    }

    /** @param {string | null} words */
    problem(words) {
        const box = this.#element('problem');
        if ((box.firstChild?.textContent ?? null) !== words) {
            box.replaceChildren(...(words ? [Object.assign(document.createElement('p'), { textContent: words })] : []));
        }
    }

    news(words) {
        if (words) {
            this.#element('news').textContent = words;
        }
    }

    /** Asks with a dialog; true if the answer is yes. */
    ask(id) {
        const dialog = this.#element(id);
        dialog.returnValue = '';
        dialog.showModal();
        return new Promise(resolve => dialog.addEventListener('close', () => resolve(dialog.returnValue === 'yes'), { once: true }));
    }

    over() {
        for (const id of ['microphone', 'camera', 'leave', 'end-visit']) {
            const button = this.#element(id);
            if (button) {
                button.disabled = true;
            }
        }
        this.#element('self').hidden = true;
    }
}

/** Writes only what is new, so that nothing is read out twice. */
function setText(element, words) {
    if (element.textContent !== words) {
        element.textContent = words;
    }
}
