import { become, byId, icon, keep, make, setText } from './elements.js';
import { answerOf } from './recorded.js';
import { clockText } from './texts.js';

/** A withdrawal is stored in a moment; only one that is not is worth a word of its own. Milliseconds. */
const PATIENCE = 1500;

/** "Recording and you": what is recorded, how to withdraw or to agree, and answers that were said aloud. */
export class MyRecording {
    #text;
    #icons;
    #say;
    #refusals;
    #hint;
    #patience;
    #asked = false;
    #told = null;
    #dialog = byId('recording-dialog');
    #about = null;
    /** @type {Map<string, string>} seats of whom it was said that their refusal is kept, to their names */
    #passedOn = new Map();

    /**
     * @param {string} icons address of the sprite
     * @param {(key: string, ...args: unknown[]) => string} text
     * @param {{say: (message: object) => void, refusals: import('./refusals.js').Refusals, hint: (words: string) => void}} ways
     *     to the server, and to what this person has to know, also while the dialog is closed
     */
    constructor(icons, text, { say, refusals, hint }) {
        this.#icons = icons;
        this.#text = text;
        this.#say = say;
        this.#refusals = refusals;
        this.#hint = hint;
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
        if (answer === 'permit' && !this.#asked && !this.#told) {
            byId('mine-said').replaceChildren(); // they have agreed again
        }
        this.#people(others);
    }

    /** A new connection: what was said into the one before has been said again. */
    welcome() {
        if (this.#refusals.ownWaits) {
            this.#awaitWord();
        }
    }

    /**
     * What has become of one's withdrawal, which counts already.
     *
     * @param {{stored: boolean, overtaken: boolean}} fate overtaken where the person has agreed since
     */
    withdrawn({ stored, overtaken }) {
        this.#asked = false;
        clearTimeout(this.#patience);
        if (stored || overtaken) {
            this.#refusals.withdrawn();
            this.#report(stored ? 'stored' : 'overtaken');
        } else if (this.#told !== 'unstored') {
            this.#patience = setTimeout(() => this.#report('unstored'), PATIENCE);
        }
    }

    #report(word) {
        const words = this.#text(`withdrawn.${word}`);
        byId('mine-said').replaceChildren(make('p', { textContent: words }));
        if (word !== 'stored' || this.#told) {
            this.#hint(words);
        }
        this.#told = word === 'stored' || word === 'overtaken' ? null : word;
    }

    /** What somebody said aloud is stored, or overtaken: they have agreed since. */
    witnessed(seat, overtaken) {
        this.#refusals.witnessed(seat);
        if (this.#passedOn.has(seat)) {
            this.#hint(this.#text(overtaken ? 'witness.overtaken' : 'witness.stored', this.#passedOn.get(seat)));
            this.#passedOn.delete(seat);
        }
    }

    #awaitWord() {
        this.#asked = true;
        clearTimeout(this.#patience);
        this.#patience = setTimeout(() => this.#report('unheard'), PATIENCE);
    }

    #withdraw() {
        this.#refusals.withdraw();
        this.#awaitWord();
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
        this.#about = { seat, name };
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
            this.#passOn(answer, language);
        }
    }

    #passOn(answer, language) {
        const { seat, name } = this.#about;
        if (answer === 'permit') {
            this.#say({ type: 'witness', seat, provision: answer, language });
            return;
        }
        this.#refusals.witness(seat, language);
        setTimeout(() => {
            if (this.#refusals.waitsFor(seat)) {
                this.#passedOn.set(seat, name);
                this.#hint(this.#text('witness.waiting', name));
            }
        }, PATIENCE);
    }
}
