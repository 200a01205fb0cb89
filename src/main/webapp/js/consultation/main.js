import { Call } from './call.js';
import { isSignedOut, leaveWord, takeWord } from './comeback.js';
import { Pictures } from './pictures.js';
import { news, veil } from './plan.js';
import { preview } from './preview.js';
import { Signalling } from './signalling.js';
import { textsFrom } from './texts.js';
import { View } from './view.js';

const root = document.getElementById('visit');
const text = textsFrom(root.dataset.texts);
const view = new View(root, text);
const before = takeWord(sessionStorage, root.dataset.visit);
const stream = await preview(text, before !== null);
const pictures = new Pictures(document.getElementById('pictures'), name => text('picture', name), () => showVeil());
const call = new Call(stream, say, { arrived: (seat, media) => pictures.arrived(seat, media), gone: () => {} });
let room = null;
let lostAt = null;
let alarmed = false;

const url = new URL(root.dataset.signalling, location.href);
url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
const signalling = new Signalling(url, {
    welcome(message) {
        lostAt = null;
        room = null;
        view.connection(null);
        call.welcome(message);
        say({ type: 'devices', ...devices() });
    },
    room(message) {
        const earlier = room;
        room = message;
        if (message.epoch > 0) {
            view.problem(null);
        }
        showRoom();
        call.follow(message);
        view.news(news(earlier, message, call.me).map(({ key, name }) => text(key, name)).join(' '));
    },
    pulse({ recordings }) {
        for (const recording of recordings) {
            const seat = room?.seats.find(({ seat }) => seat === recording.seat);
            if (seat) {
                seat.recording = recording;
            }
        }
        showRecordings();
    },
    answer: message => call.answer(message).catch(error => console.error('answer not taken', error)),
    candidate: message => call.candidate(message),
    'key-frame': () => call.keyFrame().catch(error => console.debug('no key frame', error)),
    problem: ({ code }) => view.problem(text(`problem.${code}`)),
    bye: ({ reason }) => over(reason),
    lost({ tries }) {
        lostAt ??= Date.now();
        showConnection();
        if (tries > 1) {
            signInAgain();
        }
    },
});

view.enter(stream);
view.veil({ kind: 'connecting', text: text('connecting') });
for (const [device, kind] of [['microphone', 'audio'], ['camera', 'video']]) {
    const track = stream.getTracks().find(t => t.kind === kind);
    if (track) {
        track.enabled = before?.[device] ?? true;
        view.device(device, track.enabled);
        document.getElementById(device).addEventListener('click', () => toggle(device, track));
    } else {
        view.without(device);
    }
}
onClick('admit', ({ currentTarget }) => say({ type: 'admit', seat: currentTarget.dataset.seat }));
onClick('leave', async () => await view.ask('leave-dialog') && say({ type: 'leave' }));
onClick('end-visit', async () => await view.ask('end-dialog') && say({ type: 'end' }));
onClick('come-back', () => location.reload());
addEventListener('online', () => signalling.hurry());
setInterval(showConnection, 1000);
setInterval(showQuality, 5000);
signalling.open();

function say(message) {
    signalling.send(message);
}

function onClick(id, action) {
    document.getElementById(id)?.addEventListener('click', action);
}

function devices() {
    const on = kind => stream.getTracks().some(track => track.kind === kind && track.enabled);
    return { microphone: on('audio'), camera: on('video') };
}

/** The sockets of a server that was restarted are refused: its pages sign this tab in again, without a form if possible. */
async function signInAgain() {
    if (await isSignedOut(fetch, location.href)) {
        leaveWord(sessionStorage, { visit: root.dataset.visit, ...devices() });
        location.reload();
    }
}

/** A device that is off sends silence or black: connection and recording go on. */
function toggle(device, track) {
    track.enabled = !track.enabled;
    view.device(device, track.enabled);
    say({ type: 'devices', ...devices() });
}

function showRoom() {
    const others = room.seats.filter(({ seat }) => seat !== call.me);
    pictures.follow(others.map(other => ({ ...other, words: captionOf(other) })));
    view.canEnd(room.status === 'in-progress');
    showRecordings();
    showVeil();
}

function captionOf({ name, microphone, camera, presence }) {
    if (presence === 'away') {
        return text('alone.away', name);
    }
    return [name, !microphone && text('muted', name), !camera && text('noCamera', name)].filter(Boolean).slice(-2).join(' · ');
}

function showRecordings() {
    if (room && room.status !== 'planned' && room.status !== 'arrived') {
        const recordings = room.seats.map(({ seat, name, recording }) =>
            ({ ...recording, who: seat === call.me ? text('recording.you') : name }));
        view.recordings(recordings);
        const stalled = room.seats.find(({ recording }) => recording.state === 'stalled');
        if (stalled || alarmed) {
            alarmed = Boolean(stalled);
            view.problem(stalled ? text('alarm', stalled.name) : null);
        }
    }
}

function showVeil() {
    const message = room && veil(room, call.me, pictures.live);
    if (room) {
        const name = message?.person?.name ?? root.dataset.other;
        view.veil(message && { ...message, title: message.title && text(message.title, name), text: text(message.key, name) });
    }
}

function showConnection() {
    if (lostAt !== null) {
        const seconds = Math.floor((Date.now() - lostAt) / 1000);
        const more = seconds >= 20 ? 'reconnecting.long' : 'reconnecting.other';
        view.connection(`${text('reconnecting', seconds)} ${text(more, root.dataset.other)}`);
    }
}

async function showQuality() {
    const word = lostAt === null && await call.quality();
    view.quality(room && word ? text(word) : null); // the visit may have ended meanwhile
}

function over(reason) {
    lostAt = null;
    room = null;
    view.connection(null);
    view.quality(null);
    view.problem(null);
    view.over();
    call.close();
    pictures.clear();
    view.veil({ kind: reason === 'left' || reason === 'replaced' ? 'left' : 'bye', text: text(`bye.${reason}`) });
}
