import { align, clamp, clockText, command, follow, FRAME, onClock, secondsLeft, stamp, within } from './clock.js';

/**
 * The review player: makes one player of the videos in the page. Without it each video has the browser's own controls.
 * What it needs to know stands in the page's data attributes:
 *
 * [data-player]      data-now and data-expires: epoch milliseconds by the server's clock; data-watermark: text;
 *                    data-said401, -403, -404, -409, -410, -other: what to say where a picture cannot be
 *                    shown, by HTTP status; data-said-checking: that it is read first to see that it is whole
 * video[data-start]  data-start: epoch milliseconds; data-duration: milliseconds; data-pauses: "from-to from-to", epoch
 *                    milliseconds in order
 * [data-bar]         bar of a lane, one for each video in the same order
 */

/** One recording: its video, where it lies on the clock, and whether it can still be shown. */
class Track {
    constructor(video, lane, bar) {
        this.video = video;
        this.lane = lane;
        this.bar = bar;
        this.person = video.closest('[data-person]');
        this.failed = false;
    }

    /** @returns {boolean} whether the clock must wait for it */
    keepsWaiting(position) {
        return !this.failed && within(this.lane, position) !== null
            && !this.video.ended && this.video.readyState < HTMLMediaElement.HAVE_FUTURE_DATA;
    }

    /** Shows what it has at this position, moving or still. */
    show(position, speed, moving) {
        const local = within(this.lane, position);
        const { video } = this;
        video.hidden = local === null || this.failed;
        if (video.hidden) {
            video.pause();
            return;
        }
        if (!moving) {
            video.pause();
            if (!video.seeking && Math.abs(video.currentTime - local) > 0.001) {
                video.currentTime = local;
            }
            return;
        }
        const { seek, rate } = follow(local, video.currentTime, speed);
        if (seek && !video.seeking) {
            video.currentTime = local;
        }
        video.playbackRate = rate;
        if (video.paused && !video.ended) {
            video.play().catch(() => {}); // cut short by a pause or a jump; the next tick tries again
        }
    }

    /** @returns {number | null} the clock's position by this picture, while it plays */
    position(at) {
        const { video, lane } = this;
        const plays = !this.failed && !video.paused && !video.seeking && !video.ended;
        return plays && within(lane, at) !== null ? onClock(lane, video.currentTime) : null;
    }
}

/** @param {string} [text] "from-to from-to" */
function pauses(text = '') {
    return text.split(' ').filter(Boolean).map(pause => {
        const [from, to] = pause.split('-').map(Number);
        return { from, to };
    });
}

class Player {
    constructor(root) {
        this.root = root;
        this.find = name => root.querySelector(`[data-${name}]`);
        const videos = [...root.querySelectorAll('video[data-start]')];
        const bars = [...root.querySelectorAll('[data-bar]')];
        const { lanes, total } = align(videos.map(({ dataset }) =>
            ({ start: Number(dataset.start), duration: Number(dataset.duration), pauses: pauses(dataset.pauses) })));
        this.tracks = videos.map((video, i) => new Track(video, lanes[i], bars[i]));
        this.total = total;
        this.at = 0;
        this.speed = 1;
        this.playing = false;
        this.ahead = Number(root.dataset.now) - Date.now();
    }

    start() {
        this.draw();
        this.listen();
        const everySecond = setInterval(() => this.guard() || clearInterval(everySecond), 1000);
        this.guard();
        const frame = () => {
            this.tick();
            requestAnimationFrame(frame);
        };
        frame();
        this.root.dataset.ready = '';
        this.root.focus({ preventScroll: true });
    }

    draw() {
        for (const { video, lane, bar } of this.tracks) {
            video.controls = false;
            bar.style.insetInlineStart = `${(lane.offset / this.total) * 100}%`;
            bar.style.inlineSize = `${(lane.duration / this.total) * 100}%`;
            for (const { from, to } of lane.pauses) {
                const still = document.createElement('span');
                still.className = 'tv-span-pause';
                still.style.insetInlineStart = `${(from / lane.duration) * 100}%`;
                still.style.inlineSize = `${((to - from) / lane.duration) * 100}%`;
                bar.append(still);
            }
        }
        this.find('seek').max = this.total;
        for (const part of ['transport', 'timeline', 'keys']) {
            this.find(part).hidden = this.tracks.length === 0;
        }
    }

    listen() {
        this.root.addEventListener('keydown', press => this.key(press));
        this.find('toggle').addEventListener('click', () => this.toggle());
        this.find('seek').addEventListener('input', ({ target }) => this.seek(Number(target.value)));
        this.find('speed').addEventListener('change', ({ target }) => (this.speed = Number(target.value)));
        for (const button of this.root.querySelectorAll('[data-mute]')) {
            button.addEventListener('click', () => this.mute(button));
        }
        for (const track of this.tracks) {
            track.video.addEventListener('error', () => this.broke(track));
            track.video.addEventListener('loadedmetadata', () => this.came(track));
            track.video.addEventListener('timeupdate', () => this.tick()); // also in a tab behind others
            if (track.video.error) {
                this.broke(track); // before this script ran
            }
        }
        setTimeout(() => this.tracks.forEach(track => this.checking(track)), 1500);
    }

    key(press) {
        const asked = command(press);
        const control = press.target.closest('button, select, a');
        const itsOwn = control && (asked?.do === 'toggle' || control.matches('select'));
        if (!asked || itsOwn || this.tracks.length === 0) {
            return;
        }
        press.preventDefault();
        if (asked.do === 'toggle') {
            this.toggle();
        } else if (asked.do === 'by') {
            this.seek(this.at + asked.seconds);
        } else if (asked.do === 'frame') {
            this.playing = false;
            this.seek(this.at + asked.count * FRAME);
        } else {
            this.speed = asked.factor;
            this.find('speed').value = String(asked.factor);
        }
    }

    toggle() {
        if (!this.playing && this.at >= this.total) {
            this.at = 0;
        }
        this.playing = !this.playing;
        this.last = performance.now();
    }

    seek(position) {
        this.at = clamp(position, this.total);
        this.tracks.forEach(track => track.show(this.at, this.speed, false));
    }

    mute(button) {
        const muted = button.getAttribute('aria-pressed') !== 'true';
        button.setAttribute('aria-pressed', String(muted));
        this.tracks.filter(({ person }) => person === button.closest('[data-person]'))
            .forEach(({ video }) => (video.muted = muted));
    }

    /** The clock follows a picture that plays; where none has anything to show, it follows the wall. */
    tick() {
        const now = performance.now();
        const passed = (now - (this.last ?? now)) / 1000;
        this.last = now;
        const waits = this.playing && this.tracks.some(track => track.keepsWaiting(this.at));
        if (this.playing && !waits) {
            const lead = this.tracks.map(track => track.position(this.at)).find(position => position !== null);
            const busy = this.tracks.some(({ failed, lane }) => !failed && within(lane, this.at) !== null);
            this.at = clamp(lead ?? this.at + (busy ? Math.min(passed, 0.1) : passed) * this.speed, this.total);
            this.playing = this.at < this.total;
        }
        this.tracks.forEach(track => track.show(this.at, this.speed, this.playing && !waits));
        this.tell(waits);
    }

    tell(waits) {
        const { root } = this;
        const text = `${clockText(this.at)} / ${clockText(this.total)}`;
        const seek = this.find('seek');
        seek.value = String(this.at);
        if (seek.getAttribute('aria-valuetext') !== text) { // spoken again only when it says something new
            seek.setAttribute('aria-valuetext', text);
            this.find('time').textContent = text;
        }
        for (const head of root.querySelectorAll('[data-head]')) {
            head.style.insetInlineStart = `${this.total ? (this.at / this.total) * 100 : 0}%`;
        }
        this.find('toggle').setAttribute('aria-pressed', String(this.playing));
        root.toggleAttribute('data-waiting', waits);
        for (const person of root.querySelectorAll('[data-person]')) {
            const shown = [...person.querySelectorAll('video')].some(video => !video.hidden);
            const said = !person.querySelector('[data-said]').hidden;
            person.querySelector('[data-absent]').hidden = shown || said;
        }
    }

    /** Once a second: the watermark's time, and whether access has ended. @returns {boolean} whether it lasts */
    guard() {
        const now = Date.now() + this.ahead;
        for (const mark of this.root.querySelectorAll('[data-mark]')) {
            mark.textContent = `${this.root.dataset.watermark} · ${stamp(now)}`;
        }
        const left = secondsLeft(Number(this.root.dataset.expires), now);
        document.querySelectorAll('[data-left]').forEach(place => (place.textContent = `(${clockText(left)})`));
        if (left === 0) {
            this.end();
        }
        return left > 0;
    }

    /** Access has ended: nothing stays on the screen. */
    end() {
        this.playing = false;
        for (const track of this.tracks) {
            track.failed = true;
            track.video.removeAttribute('src');
            track.video.load();
        }
        this.root.querySelectorAll('[data-checking]').forEach(place => (place.hidden = true));
        document.querySelectorAll('[data-over]').forEach(notice => (notice.hidden = false));
    }

    /** Nothing has come of a video yet: the server reads all of it first, to see that it is whole. */
    checking(track) {
        if (!track.failed && track.video.readyState === HTMLMediaElement.HAVE_NOTHING) {
            this.say(track, 'checking');
        }
    }

    /** A video cannot be shown: ask the server why, and say it where the picture would be. */
    async broke(track) {
        const source = track.video.getAttribute('src');
        if (!source || track.failed) {
            return;
        }
        track.failed = true;
        const headers = { 'X-Requested-With': 'XMLHttpRequest' }; // so that the answer is 401 and not a sign-in page
        const answer = await fetch(source, { method: 'HEAD', headers }).catch(() => null);
        const again = Number(answer?.headers.get('Retry-After'));
        if (again > 0) {
            this.say(track, 'checking');
            setTimeout(() => this.tryAgain(track), again * 1000);
        } else {
            this.say(track, answer?.status ?? 0);
            track.bar.setAttribute('data-broken', '');
        }
    }

    tryAgain(track) {
        if (track.video.hasAttribute('src')) { // access may have ended
            track.failed = false;
            track.video.load();
        }
    }

    /**
     * Says something where a picture would be, and what is wrong rather than what takes long.
     *
     * @param {'checking' | number} what
     */
    say(track, what) {
        const words = this.root.dataset;
        const place = track.person.querySelector('[data-said]');
        if (what === 'checking' && !place.hidden) {
            return;
        }
        place.textContent = what === 'checking' ? words.saidChecking : words[`said${what}`] ?? words.saidOther;
        place.toggleAttribute('data-checking', what === 'checking');
        place.hidden = false;
    }

    /** Nobody waits for a check any more. */
    came(track) {
        const place = track.person.querySelector('[data-said][data-checking]');
        const waits = this.tracks.some(({ person, video }) =>
            person === track.person && video.readyState === HTMLMediaElement.HAVE_NOTHING);
        if (place && !waits) {
            place.hidden = true;
        }
    }
}

document.querySelectorAll('[data-player]').forEach(root => new Player(root).start());
