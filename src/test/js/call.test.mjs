import { beforeEach, test } from 'node:test';
import assert from 'node:assert/strict';
import { Call } from '../../main/webapp/js/consultation/call.js';

/** Connections that never connect; what is offered on them is what counts. */
const open = new Set();
class FakeConnection extends EventTarget {
    localDescription = { sdp: 'v=0' };
    constructor() {
        super();
        open.add(this);
    }
    addTransceiver(what) {
        (this.sends ??= []).push(what);
        return {};
    }
    async setLocalDescription() {}
    close() {
        open.delete(this);
    }
}

let said;
let call;
const camera = { getTracks: () => [{ kind: 'audio' }, { kind: 'video' }] };
const screen = { getTracks: () => [{ kind: 'video' }] };
const doctor = { seat: 'd', name: 'Dr Lindqvist', admitted: true, stream: 1, screen: 0 };
const me = { seat: 'p', name: 'Ada', admitted: true, stream: 2, screen: 0 };
const room = (mine = me, epoch = 1) => ({ status: 'in-progress', epoch, seats: [doctor, mine] });
const offers = () => said.filter(({ type }) => type === 'offer').map(({ seat, media }) => `${seat} ${media}`);
const unshares = () => said.filter(({ type }) => type === 'unshare').length;
const soon = () => new Promise(resolve => setImmediate(resolve));

beforeEach(() => {
    open.clear();
    globalThis.RTCPeerConnection = FakeConnection;
    globalThis.MediaStream = class {};
    said = [];
    call = new Call(camera, message => said.push(message), () => {});
    call.welcome({ seat: 'p', iceServers: [] });
    call.follow(room());
});

test('a screen is offered beside the camera, which goes on', async () => {
    call.share(screen);
    await soon();
    assert.deepEqual(offers(), ['p camera', 'd camera', 'p screen']);
    assert.equal(open.size, 3);
    end();
});

test('when sharing ends, the others are told and the connection goes', async () => {
    call.share(screen);
    call.share(null);
    await soon();
    assert.equal(unshares(), 1);
    assert.equal(open.size, 2);
    end();
});

test('a share that began while nobody listened is offered once the room is there', async () => {
    const early = new Call(camera, message => said.push(message), () => {});
    said = [];
    early.share(screen);
    early.welcome({ seat: 'p', iceServers: [] });
    early.follow(room());
    await soon();
    assert.deepEqual(offers(), ['p camera', 'p screen', 'd camera']);
    early.share(null);
    drop(early);
    end();
});

test('sharing survives a new connection to the room, and new media', async () => {
    call.share(screen);
    call.welcome({ seat: 'p', iceServers: [] });
    call.follow(room());
    call.follow(room({ ...me, screen: 7 }, 2));
    await soon();
    assert.equal(offers().filter(offer => offer === 'p screen').length, 3);
    assert.equal(unshares(), 0);
    end();
});

test('what an earlier page shared is taken back, once', () => {
    call.follow(room({ ...me, screen: 7 }));
    call.follow(room({ ...me, screen: 7 }));
    assert.equal(unshares(), 1);
    end();
});

test('the room’s echo of a share that has just ended takes nothing back again', () => {
    call.share(screen);
    call.follow(room({ ...me, screen: 7 }));
    call.share(null);
    call.follow(room({ ...me, screen: 7 }));
    assert.equal(unshares(), 1);
    end();
});

test('a share that ended while the room was away is taken back when it returns', () => {
    call.share(screen);
    call.follow(room({ ...me, screen: 7 }));
    call.share(null);
    said = []; // lost with the connection
    call.welcome({ seat: 'p', iceServers: [] });
    call.follow(room({ ...me, screen: 7 }));
    assert.equal(unshares(), 1);
    end();
});

test('a camera that was added is offered anew, and nothing else is', async () => {
    await soon();
    said = [];
    call.renew();
    await soon();
    assert.deepEqual(offers(), ['p camera']);
    end();
});

test('an answer is taken by the connection of its picture', async () => {
    call.share(screen);
    await soon();
    const answered = [];
    for (const connection of open) {
        connection.setRemoteDescription = async () => answered.push(connection.sends.length);
    }
    const { attempt } = said.find(({ media }) => media === 'screen');
    await call.answer({ seat: 'p', media: 'camera', attempt, sdp: '' });
    assert.deepEqual(answered, [], 'the attempt is another picture’s');
    await call.answer({ seat: 'p', media: 'screen', attempt, sdp: '' });
    assert.deepEqual(answered, [1]);
    end();
});

/** Leaves no timer behind. */
function end() {
    drop(call);
}

function drop(some) {
    some.welcome({ seat: '', iceServers: [] });
}
