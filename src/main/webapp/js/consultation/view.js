import { become, byId, icon, keep, make, setText } from './elements.js';

const CORNERS = { ArrowLeft: ['tv-at-left', true], ArrowRight: ['tv-at-left', false], ArrowUp: ['tv-at-top', true], ArrowDown: ['tv-at-top', false] };

/** What the room's page shows besides pictures and recordings. Knows the page's elements; decides nothing. */
export class View {
    #text;
    #icons;

    /**
     * @param {string} icons address of the sprite
     * @param {(key: string, ...args: unknown[]) => string} text
     */
    constructor(icons, text) {
        this.#text = text;
        this.#icons = icons;
        byId('self').addEventListener('keydown', event => this.#moveSelf(event));
        byId('self').addEventListener('click', () => byId('self').classList.toggle('tv-at-left'));
        byId('hint-close').addEventListener('click', () => this.hint(null));
    }

    enter(stream) {
        byId('preview').hidden = true;
        byId('preview-picture').srcObject = null;
        byId('room').hidden = false;
        byId('self-picture').srcObject = stream;
        byId('microphone').focus();
    }

    #moveSelf(event) {
        const corner = CORNERS[event.key];
        if (corner) {
            byId('self').classList.toggle(...corner);
            event.preventDefault();
        }
    }

    /** @param {{kind: string, title?: string, text: string} | null} message */
    veil(message) {
        byId('veil').hidden = message === null;
        byId('veil').dataset.kind = message?.kind ?? '';
        for (const [id, kinds] of [['come-back', ['left']], ['away', ['bye', 'left']]]) {
            byId(id).hidden = !kinds.includes(message?.kind);
        }
        if (message) {
            setText(byId('veil-title'), message.title ?? '');
            byId('veil-title').hidden = !message.title;
            setText(byId('veil-text'), message.text);
            const picture = { waiting: 'clock', admit: 'hand', ending: 'check', bye: 'leave', left: 'leave' }[message.kind] ?? 'person';
            byId('veil-icon').setAttribute('href', `${this.#icons}#${picture}`);
        }
    }

    /**
     * Who may be let in: in the middle while there is nobody else, at the top while people talk.
     *
     * @param {{seat: string, name: string, words: string}[]} people
     * @param {boolean} aside
     * @param {(seat: string) => void} admit
     */
    waiting(people, aside, admit) {
        for (const [id, shown] of [['veil-waiting', aside ? [] : people], ['waiting', aside ? people : []]]) {
            keep(byId(id), shown, ({ seat }) => seat, person => this.#waiting(person, id === 'waiting', admit), (item, { words }) => {
                const line = item.querySelector('span');
                setText(line, words);
                line.hidden = !words;
            });
            byId(id).hidden = shown.length === 0;
        }
    }

    #waiting({ seat, name }, small, admit) {
        const button = make('button', { type: 'button', className: `tv-button tv-primary${small ? '' : ' tv-big'}`, textContent: this.#text('admit.button', name) });
        button.dataset.admit = seat;
        button.addEventListener('click', () => admit(seat));
        return make('li', {}, ...(small ? [icon(this.#icons, 'hand')] : []), make('span'), button);
    }

    /** @param {'microphone' | 'camera'} device */
    device(device, on) {
        const picture = device === 'microphone' ? 'mic' : 'camera';
        byId(device).setAttribute('aria-pressed', String(on));
        byId(device).classList.toggle('tv-off', !on);
        this.#button(device, on ? picture : `${picture}-off`, `${device}.${on ? 'on' : 'off'}`);
    }

    #button(id, picture, key) {
        become(byId(id), this.#icons, picture);
        setText(byId(id).querySelector('.tv-word'), this.#text(key));
    }

    /** A device that is not there, or not yet. */
    without(device) {
        this.device(device, false);
        this.#button(device, device === 'microphone' ? 'mic-off' : 'camera-off', `${device}.none`);
    }

    /** @param {boolean} active whether one's own screen is shared now */
    sharing(active) {
        byId('share').setAttribute('aria-pressed', String(active));
        this.#button('share', active ? 'share-off' : 'share', active ? 'share.stop' : 'share');
        this.#status('sharing', active ? this.#text('share.now') : null);
    }

    /** @param {Record<string, boolean>} buttons which of the bar's buttons can do something now */
    can(buttons) {
        for (const [id, yes] of Object.entries(buttons)) {
            if (byId(id)) {
                byId(id).disabled = !yes;
            }
        }
    }

    /** @param {string | null} words */
    connection(words) {
        this.#status('connection', words);
    }

    /** @param {string | null} words */
    quality(words) {
        this.#status('quality', words);
    }

    #status(id, words) {
        byId(id).hidden = !words;
        setText(byId(id).querySelector('span'), words ?? '');
    }

    /** Something that concerns this person alone, and stays until they have read it. @param {string | null} words */
    hint(words) {
        byId('hint').hidden = !words;
        setText(byId('hint-text'), words ?? '');
    }

    /** @param {string | null} words */
    problem(words) {
        const box = byId('problem');
        if ((box.firstChild?.textContent ?? null) !== words) {
            box.replaceChildren(...(words ? [make('p', { textContent: words })] : []));
        }
    }

    news(words) {
        if (words) {
            byId('news').textContent = words;
        }
    }

    /** Asks with a dialog; true if the answer is yes. */
    ask(id) {
        const dialog = byId(id);
        dialog.returnValue = '';
        dialog.showModal();
        return new Promise(resolve => dialog.addEventListener('close', () => resolve(dialog.returnValue === 'yes'), { once: true }));
    }

    over() {
        this.can(Object.fromEntries(['microphone', 'camera', 'share', 'recording', 'leave', 'end-visit'].map(id => [id, false])));
        byId('self').hidden = true;
        document.querySelectorAll('dialog[open]').forEach(dialog => dialog.close('')); // nothing is left to ask
        this.hint(null);
        ['alarms', 'waiting', 'veil-waiting'].forEach(id => byId(id).replaceChildren());
        byId('recorded').querySelectorAll('button').forEach(button => { button.disabled = true; });
    }
}
