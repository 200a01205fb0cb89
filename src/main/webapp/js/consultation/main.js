import { Call } from './call.js';
import { isSignedOut, leaveWord, tabStorage, takeWord } from './comeback.js';
import { add, addRefusal } from './devices.js';
import { byId } from './elements.js';
import { MyRecording } from './mine.js';
import { Pictures } from './pictures.js';
import { news, veil, waiting } from './plan.js';
import { preview } from './preview.js';
import { stateOf, takePulse } from './recorded.js';
import { Recordings } from './recordings.js';
import { Refusals } from './refusals.js';
import { canShare, Share, shareRefusal } from './share.js';
import { Signalling } from './signalling.js';
import { textsFrom } from './texts.js';
import { View } from './view.js';

const root = byId('visit');
const { icons } = root.dataset;
const text = textsFrom(root.dataset.texts);
const practitioner = root.dataset.practitioner === 'true';
const view = new View(icons, text);
const tab = tabStorage();
const before = takeWord(tab, root.dataset.visit);
const stream = await preview(text, before !== null);
const pictures = new Pictures(byId('pictures'), name => text('picture', name), () => showVeil());
const screens = new Pictures(byId('screens'), name => text('screen.of', name), () => showVeil());
const call = new Call(stream, say, (seat, media, arrived) => (media === 'screen' ? screens : pictures).arrived(seat, arrived));
const share = new Share(navigator.mediaDevices, sharing);
const refusals = new Refusals(say);
const mine = new MyRecording(icons, text, { say, refusals, hint: words => view.hint(words) });
const recordings = new Recordings(icons, text, {
    open: () => mine.open(),
    restart: practitioner ? (seat, media) => say({ type: 'restart-recording', seat, media }) : undefined,
});
let room = null;
let lostAt = null;
let askingToSignIn = false;

const url = new URL(root.dataset.signalling, location.href);
url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
const signalling = new Signalling(url, {
    welcome(message) {
        lostAt = null;
        room = null;
        view.connection(null);
        refusals.welcome(message.seat); // before anything that could be recorded
        call.welcome(message);
        say({ type: 'devices', ...devices() });
        mine.welcome();
    },
    room(message) {
        const earlier = room;
        room = message;
        if (message.epoch > 0) {
            view.problem(null);
        }
        showRoom();
        call.follow(message);
        tellNews(earlier);
    },
    pulse({ recordings: latest }) {
        const earlier = room && { ...room, seats: room.seats.map(seat => ({ ...seat })) };
        takePulse(room, latest);
        showRecordings();
        tellNews(earlier);
    },
    answer: message => call.answer(message).catch(error => console.error('answer not taken', error)),
    candidate: message => call.candidate(message),
    'key-frame': message => call.keyFrame(message).catch(error => console.debug('no key frame', error)),
    withdrawn: fate => mine.withdrawn(fate),
    witnessed: ({ seat, overtaken }) => mine.witnessed(seat, overtaken),
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
    const track = trackOf(kind);
    if (track) {
        track.enabled = before?.[device] ?? true;
        view.device(device, track.enabled);
        watch(device, track);
    } else {
        view.without(device);
    }
    onClick(device, () => trackOf(kind) ? toggle(device, trackOf(kind)) : plugIn(device, kind));
}
byId('share').hidden = !canShare(navigator.mediaDevices);
onClick('share', () => share.active ? share.stop() : byId('share-dialog').showModal());
onClick('share-yes', chooseScreen);
onClick('recording', () => mine.open());
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
    byId(id)?.addEventListener('click', action);
}

function trackOf(kind) {
    return stream.getTracks().find(track => track.kind === kind);
}

function devices() {
    const on = kind => Boolean(trackOf(kind)?.enabled);
    return { microphone: on('audio'), camera: on('video') };
}

/** The sockets of a server that was restarted are refused: its pages sign this tab in again, without a form if possible. */
async function signInAgain() {
    if (askingToSignIn) {
        return;
    }
    askingToSignIn = true; // each question begins a sign-in of its own, and would spoil the one that is under way
    if (await isSignedOut(fetch, location.href)) {
        signalling.close();
        leaveWord(tab, { visit: root.dataset.visit, ...devices() });
        location.reload();
    } else {
        askingToSignIn = false;
    }
}

/** A device that is off sends silence or black: connection and recording go on. */
function toggle(device, track) {
    track.enabled = !track.enabled;
    view.device(device, track.enabled);
    say({ type: 'devices', ...devices() });
}

/** A camera or microphone that was not there at the entrance: from now on it is part of what is sent. */
async function plugIn(device, kind) {
    try {
        const track = await add(navigator.mediaDevices, kind);
        stream.addTrack(track);
        watch(device, track);
    } catch (error) {
        view.hint(text(addRefusal(error)));
        return;
    }
    view.hint(null);
    view.device(device, true);
    say({ type: 'devices', ...devices() });
    call.renew();
}

/** A device that is unplugged, or taken away by the system: the rest of what is sent goes on over the same connection. */
function watch(device, track) {
    track.addEventListener('ended', () => {
        stream.removeTrack(track);
        view.without(device);
        view.hint(text(`lost.${device}`));
        say({ type: 'devices', ...devices() });
    });
}

/** The click that closed the dialog is what the browser wants before it opens its own choice. */
async function chooseScreen() {
    view.hint(null);
    try {
        await share.start();
    } catch (error) {
        view.hint(text(shareRefusal(error)));
    }
}

/** Sharing has begun, or has ended: by the button here, or by the browser's own. */
function sharing(screen) {
    view.sharing(screen !== null);
    call.share(screen);
}

/** What has changed since, for somebody who listens. */
function tellNews(earlier) {
    if (room) {
        view.news(news(earlier, room, call.me).map(({ key, name }) => text(key, name)).join(' '));
    }
}

function showRoom() {
    const running = room.status === 'in-progress';
    const others = room.seats.filter(({ seat }) => seat !== call.me);
    const present = others.filter(({ admitted, presence }) => admitted && presence !== 'left');
    pictures.follow(present.map(other => ({ ...other, words: captionOf(other) })));
    screens.follow(present.filter(({ screen }) => screen > 0)
        .map(({ seat, name }) => ({ seat, name, words: text('screen.of', name) })));
    view.can({ 'end-visit': running, share: running && room.seats.some(({ seat, admitted }) => seat === call.me && admitted) });
    showRecordings();
    showVeil();
}

/** Who somebody is: their name, and for who accompanies the patient, what they are to them. */
function whoIs({ name, relationship, of }) {
    return relationship ? text(`kin.${relationship}`, name, of) : name;
}

function captionOf(seat) {
    const { name, microphone, camera, presence } = seat;
    if (presence === 'away') {
        return text('alone.away', name);
    }
    return [whoIs(seat), !microphone && text('muted', name), !camera && text('noCamera', name)].filter(Boolean).slice(-2).join(' · ');
}

function showRecordings() {
    if (room) {
        const begun = room.status !== 'planned' && room.status !== 'arrived';
        recordings.show(begun ? room : { seats: [] }, call.me);
        mine.show(recordings.mine(room, call.me), room.seats.filter(({ seat, admitted, presence }) =>
            seat !== call.me && admitted && presence === 'here'));
    }
}

function showVeil() {
    if (room) {
        const message = veil(room, call.me, new Set([...pictures.live, ...screens.live]));
        const name = message?.person?.name ?? root.dataset.other;
        const people = waiting(room, call.me);
        view.veil(message && { ...message, title: message.title && text(message.title, name, people.length), text: text(message.key, name) });
        view.waiting(people.map(person => ({ ...person, words: wordsOfWaiting(person, message?.kind === 'admit') })),
            message?.kind !== 'admit', seat => say({ type: 'admit', seat }));
    }
}

/** Who waits, and what letting them in means for the recording of the others. */
function wordsOfWaiting(person, alone) {
    const declined = ['declined', 'unanswered'].includes(stateOf(person.recording).code) && text('admit.declined', person.name);
    return [person.relationship && whoIs(person), !alone && text('admit.title', person.name), declined].filter(Boolean).join('. ');
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
    share.stop();
    view.connection(null);
    view.quality(null);
    view.problem(null);
    view.over();
    call.close();
    pictures.clear();
    screens.clear();
    view.veil({ kind: reason === 'left' || reason === 'replaced' ? 'left' : 'bye', text: text(`bye.${reason}`) });
}
