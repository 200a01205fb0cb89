/**
 * Pictures of one kind in one place: other people's cameras, or shared screens. A picture that stops stays as it was last,
 * until a new one takes its place.
 */
export class Pictures {
    #root;
    #label;
    #changed;
    /** @type {Map<string, HTMLElement>} */
    #figures = new Map();
    #live = new Set();

    /**
     * @param {HTMLElement} root
     * @param {(name: string) => string} label says whose picture it is
     * @param {() => void} changed called when a picture appears
     */
    constructor(root, label, changed) {
        this.#root = root;
        this.#label = label;
        this.#changed = changed;
    }

    /** Seats whose picture has been seen. */
    get live() {
        return this.#live;
    }

    /** @param {{seat: string, name: string, words: string, camera?: boolean}[]} shown a place is kept for each of them */
    follow(shown) {
        for (const [seat, figure] of [...this.#figures]) {
            if (!shown.some(other => other.seat === seat)) {
                figure.remove();
                this.#figures.delete(seat);
                this.#live.delete(seat);
            }
        }
        shown.forEach(other => this.#caption(this.#figure(other), other));
        this.#root.dataset.count = String(shown.length);
        this.#root.hidden = shown.length === 0;
    }

    #figure({ seat, name }) {
        if (!this.#figures.has(seat)) {
            const figure = document.createElement('figure');
            const video = document.createElement('video');
            Object.assign(video, { autoplay: true, playsInline: true, className: 'tv-room-remote' });
            video.dataset.seat = seat;
            video.setAttribute('aria-label', this.#label(name));
            figure.append(video, document.createElement('figcaption'));
            this.#figures.set(seat, figure);
            this.#root.append(figure);
        }
        return this.#figures.get(seat);
    }

    #caption(figure, { words, name, camera = true }) {
        figure.querySelector('figcaption').textContent = words;
        figure.dataset.camera = camera ? 'on' : 'off';
        const standIn = figure.querySelector('.tv-stand-in');
        if (camera) {
            standIn?.remove();
        } else if (!standIn) {
            figure.prepend(Object.assign(document.createElement('div'), { className: 'tv-stand-in', textContent: initials(name), ariaHidden: 'true' }));
        }
    }

    /** @param {MediaStream} stream takes the place of the last picture once it has a picture of its own */
    arrived(seat, stream) {
        const figure = this.#figures.get(seat);
        const video = figure?.querySelector('video');
        if (!video || video.srcObject === stream) {
            return;
        }
        this.#freeze(figure, video);
        video.srcObject = stream;
        video.play().catch(error => console.debug('not playing yet', error)); // autoplay goes on by itself
        const seen = () => {
            if (video.srcObject === stream) {
                figure.querySelector('canvas')?.remove();
                this.#live.add(seat);
                this.#changed();
            }
        };
        if (video.requestVideoFrameCallback) {
            video.requestVideoFrameCallback(seen);
        } else {
            video.addEventListener('playing', seen, { once: true });
        }
    }

    #freeze(figure, video) {
        if (video.videoWidth > 0 && !figure.querySelector('canvas')) {
            const canvas = document.createElement('canvas');
            Object.assign(canvas, { width: video.videoWidth, height: video.videoHeight });
            canvas.getContext('2d').drawImage(video, 0, 0);
            figure.append(canvas);
        }
    }

    clear() {
        this.follow([]);
    }
}

/**
 * What stands in for a picture: the first letters of first and last name, or the last sign of a Chinese name, which is
 * written without spaces.
 *
 * @param {string} name
 * @returns {string}
 */
export function initials(name) {
    const parts = name.trim().split(/\s+/);
    if (parts.length === 1) {
        return [...parts[0]].at(/\p{Script=Han}/u.test(parts[0]) ? -1 : 0).toUpperCase();
    }
    return [parts[0], parts.at(-1)].map(part => [...part][0]).join('').toUpperCase();
}
