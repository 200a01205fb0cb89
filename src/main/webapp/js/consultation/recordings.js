import { become, byId, icon, keep, make, setText } from './elements.js';
import { alarms, objectors, recordingsOf, stateOf } from './recorded.js';
import { clockText } from './texts.js';

/** An attempt to start again that brings nothing within this time may be repeated. Milliseconds. */
const NEXT_TRY = 8000;

/** Who is recorded, as everybody sees it, and the alarm when something that should arrive does not. */
export class Recordings {
    #text;
    #icons;
    #act;

    /**
     * @param {string} icons address of the sprite
     * @param {(key: string, ...args: unknown[]) => string} text
     * @param {{open: () => void, restart?: (seat: string, media: string) => void}} act open: one's own line was chosen;
     *     restart: only for who may start a recording again
     */
    constructor(icons, text, act) {
        this.#icons = icons;
        this.#text = text;
        this.#act = act;
    }

    show(room, me) {
        const key = ({ seat, media }) => `${seat} ${media}`;
        const names = this.#names(room, me);
        keep(byId('recorded'), recordingsOf(room, me), key, line => this.#line(line), (item, line) => this.#update(item, line, names));
        const held = byId('alarms').contains(document.activeElement);
        keep(byId('alarms'), alarms(room, me), key, line => this.#alarm(line), (item, line) => this.#sound(item, line));
        if (held && !byId('alarms').contains(document.activeElement)) {
            byId('recording').focus(); // the button that had the focus is gone with its alarm
        }
    }

    /** What this line says, for instance "Anna Schmidt: recorded, safely stored 03:20". */
    words({ mine, media, name, recording }, names) {
        const who = media === 'screen' ? (mine ? this.#text('screen.yours') : this.#text('screen.of', name)) : mine ? this.#text('recording.you') : name;
        return this.#text(`recording.${stateOf(recording).code}`, who, clockText(recording.storedMs), names);
    }

    /** Own line of the room, for the dialog. */
    mine(room, me) {
        const line = recordingsOf(room, me).find(({ mine, media }) => mine && media === 'camera');
        return line && { ...line, ...stateOf(line.recording), words: this.words(line, this.#names(room, me)) };
    }

    #names(room, me) {
        const names = objectors(room).map(({ seat, name }) => seat === me ? this.#text('recording.byYou') : name);
        return names.length > 0 ? new Intl.ListFormat(document.documentElement.lang).format(names) : this.#text('recording.bySomebody');
    }

    #line({ seat, media, mine }) {
        const parts = [icon(this.#icons, 'record'), document.createElement('span')];
        const item = make('li', {}, ...(mine ? [make('button', { type: 'button', ariaHasPopup: 'dialog', onclick: this.#act.open }, ...parts)] : parts));
        Object.assign(item.dataset, { seat, media });
        return item;
    }

    #update(item, line, names) {
        const { code, kind, icon: picture } = stateOf(line.recording);
        (item.querySelector('button') ?? item).className = `tv-status tv-${kind}`;
        Object.assign(item.dataset, { state: line.recording.state, code, storedMs: String(line.recording.storedMs) });
        become(item, this.#icons, picture);
        setText(item.querySelector('span'), this.words(line, names));
    }

    #alarm({ seat, media }) {
        const item = make('div', { className: 'tv-room-alarm' }, icon(this.#icons, 'error'), make('div', {}, make('strong'), make('p')));
        item.dataset.seat = seat;
        if (this.#act.restart) {
            const again = make('button', { type: 'button', className: 'tv-button' });
            again.addEventListener('click', () => this.#again(item, again, seat, media));
            item.append(again);
        }
        return item;
    }

    #again(item, button, seat, media) {
        if (button.getAttribute('aria-disabled') !== 'true') {
            item.tried = Date.now();
            this.#act.restart(seat, media);
            this.#offer(item, button);
        }
    }

    #offer(item, button) {
        const trying = Date.now() - (item.tried ?? 0) < NEXT_TRY;
        button.setAttribute('aria-disabled', String(trying)); // not disabled: it would lose the focus
        setText(button, this.#text(trying ? 'alarm.trying' : 'alarm.again'));
    }

    /** Who or what is not recorded as it should be, for instance "Your sound is not being recorded." */
    #concern(calm, state, { mine, media, name }) {
        if (media !== 'screen') {
            return mine ? this.#text(`alarm.${calm}mine.${state}`) : this.#text(`alarm.${calm}${state}`, name);
        }
        return this.#text(`alarm.${calm}${state}`, mine ? this.#text('alarm.yourScreen') : this.#text('alarm.screen', name));
    }

    #sound(item, { mine, media, name, recording: { state, storedMs } }) {
        const calm = this.#act.restart ? '' : 'calm.';
        item.dataset.state = state;
        setText(item.querySelector('strong'), this.#concern(calm, state, { mine, media, name }));
        const half = ['no-sound', 'no-picture'].includes(state) ? `.${state}` : ''; // the other half is safe
        setText(item.querySelector('p'), this.#text(`alarm.${calm}${storedMs > 0 ? `safe${half}` : 'nothing'}`, clockText(storedMs)));
        const button = item.querySelector('button');
        if (button) {
            this.#offer(item, button);
        }
    }
}
