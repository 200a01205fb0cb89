import { become, byId, icon, keep, make, setText } from './elements.js';
import { answerOf } from './recorded.js';
import { clockText } from './texts.js';

/** "Recording and you": what is recorded, how to withdraw or to agree, and answers that were said aloud. */
export class MyRecording {
    #text;
    #icons;
    #say;
    #dialog = byId('recording-dialog');
    #about = null;

    /**
     * @param {string} icons address of the sprite
     * @param {(key: string, ...args: unknown[]) => string} text
     * @param {(message: object) => void} say sends to the server
     */
    constructor(icons, text, say) {
        this.#icons = icons;
        this.#text = text;
        this.#say = say;
        byId('mine-now').prepend(icon(icons, 'record'));
        byId('withdraw').addEventListener('click', () => this.#withdraw());
        byId('witness-dialog')?.addEventListener('close', ({ target }) => this.#witnessed(target.returnValue));
    }

    open() {
        if (!this.#dialog.open) {
            this.#dialog.showModal();
        }
    }

    /**
     * @param {{recording: object, kind: string, icon: string, words: string} | undefined} mine
     * @param {{seat: string, name: string, recording: object}[]} others people in the room
     */
    show(mine, others) {
        if (!mine) {
            return;
        }
        const answer = answerOf(mine.recording);
        byId('mine-now').className = `tv-status tv-${mine.kind}`;
        become(byId('mine-now'), this.#icons, mine.icon);
        setText(byId('mine-now').querySelector('span'), mine.words);
        setText(byId('mine-effect'), this.#text('mine.effect', clockText(mine.recording.storedMs)));
        setText(byId('mine-agree-text'), this.#text(`mine.if.${mine.recording.cause === 'prohibited' ? 'prohibited' : answer}`));
        const held = byId('mine-withdraw').contains(document.activeElement);
        byId('mine-withdraw').hidden = answer !== 'permit';
        byId('mine-agree').hidden = answer === 'permit';
        if (held && answer !== 'permit') {
            byId('mine-close').focus();
        }
        this.#people(others);
    }

    #withdraw() {
        this.#say({ type: 'withdraw' });
        byId('mine-close').focus(); // what is said next is read out; the button goes as soon as it is so
    }

    #people(others) {
        const list = byId('witness-people');
        if (list) {
            byId('witness-part').hidden = others.length === 0;
            keep(list, others, ({ seat }) => seat, other => this.#person(other), (item, other) =>
                setText(item.querySelector('span'), this.#text(`witness.now.${answerOf(other.recording)}`, other.name)));
        }
    }

    #person(other) {
        const button = make('button', { type: 'button', className: 'tv-button', textContent: this.#text('witness.open', other.name) });
        button.addEventListener('click', () => this.#ask(other));
        return make('li', { className: 'tv-witness' }, make('span'), button);
    }

    #ask({ seat, name }) {
        this.#about = seat;
        for (const key of ['title', 'lead', 'permit', 'deny']) {
            setText(byId(`witness-${key}`), this.#text(`witness.${key}`, name));
        }
        byId('witness-dialog').querySelector('[name=language]').checked = true; // the page's own
        this.#dialog.close();
        byId('witness-dialog').returnValue = '';
        byId('witness-dialog').showModal();
    }

    #witnessed(answer) {
        if (answer === 'permit' || answer === 'deny') {
            const language = byId('witness-dialog').querySelector('[name=language]:checked').value;
            this.#say({ type: 'witness', seat: this.#about, provision: answer, language });
        }
    }
}
