/** The other people's pictures. A picture that stops stays as it was last, until a new one takes its place. */
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

    /** Keeps a place for each other person who has been let in and has not left. */
    follow(others) {
        const present = others.filter(({ admitted, presence }) => admitted && presence !== 'left');
        for (const [seat, figure] of [...this.#figures]) {
            if (!present.some(other => other.seat === seat)) {
                figure.remove();
                this.#figures.delete(seat);
                this.#live.delete(seat);
            }
        }
        present.forEach(other => this.#caption(this.#figure(other), other));
        this.#root.dataset.count = String(present.length);
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

    #caption(figure, { words }) {
        const caption = figure.querySelector('figcaption');
        caption.textContent = words;
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
