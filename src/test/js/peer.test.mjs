import { beforeEach, test } from 'node:test';
import assert from 'node:assert/strict';
import { Peer } from '../../main/webapp/js/consultation/peer.js';

class FakeConnection extends EventTarget {
    connectionState = 'new';
    localDescription = null;
    did = [];
    senders = [];

    addTransceiver(what, { direction }) {
        this.did.push(`${direction} ${what.kind ?? what}`);
        return {};
    }
    async setLocalDescription() {
        this.localDescription = { type: 'offer', sdp: 'v=0 offer' };
    }
    async setRemoteDescription({ sdp }) {
        await Promise.resolve();
        this.did.push(`remote ${sdp}`);
    }
    async addIceCandidate({ candidate }) {
        if (candidate === 'useless') {
            throw new Error('no such m-line');
        }
        this.did.push(candidate);
    }
    getSenders() {
        return this.senders;
    }
    close() {
        this.connectionState = 'closed';
    }
    become(state) {
        this.connectionState = state;
        this.dispatchEvent(new Event('connectionstatechange'));
    }
}

let said;
let peer;

beforeEach(() => {
    said = [];
    peer = new Peer({ seat: 's1', media: 'camera', attempt: 7, iceServers: [] }, message => said.push(message), FakeConnection);
    globalThis.MediaStream = class {};
});

const candidate = text => ({ candidate: text, mid: '0', line: 0 });

test('offers to receive sound and picture', async () => {
    await peer.receive(['audio', 'video'], () => {});
    assert.deepEqual(peer.connection.did, ['recvonly audio', 'recvonly video']);
    assert.deepEqual(said, [{ type: 'offer', seat: 's1', media: 'camera', attempt: 7, sdp: 'v=0 offer' }]);
});

test('sound is played at once, and the picture as soon as there is one', async () => {
    globalThis.MediaStream = class {
        tracks = [];
        addTrack({ kind }) {
            this.tracks.push(kind);
        }
    };
    const arrived = [];
    const track = (kind, muted) => Object.assign(new EventTarget(), { kind, muted });
    const picture = track('video', true);
    await peer.receive(['audio', 'video'], ({ tracks }) => arrived.push([...tracks]));
    for (const one of [picture, track('audio', true)]) {
        peer.connection.dispatchEvent(Object.assign(new Event('track'), { track: one }));
    }
    assert.deepEqual(arrived, [['audio']]);
    picture.dispatchEvent(new Event('unmute'));
    picture.dispatchEvent(new Event('unmute'));
    assert.deepEqual(arrived, [['audio'], ['audio', 'video']], 'once');
});

test('of a screen it receives the picture alone', async () => {
    await peer.receive(['video'], () => {});
    assert.deepEqual(peer.connection.did, ['recvonly video']);
});

test('keeps candidates that come before the answer, in order', async () => {
    await peer.candidate(candidate('one'));
    const answered = peer.answer({ sdp: 'v=0 answer' });
    await peer.candidate(candidate('two'));
    await answered;
    await peer.candidate(candidate('three'));
    assert.deepEqual(peer.connection.did, ['remote v=0 answer', 'one', 'two', 'three']);
});

test('one candidate that is not taken does not keep the others back', async () => {
    await peer.candidate(candidate('useless'));
    await peer.candidate(candidate('good'));
    await peer.answer({ sdp: 'v=0 answer' });
    assert.deepEqual(peer.connection.did, ['remote v=0 answer', 'good']);
});

test('tells its own candidates, and not that there are no more', () => {
    const found = (candidate) => peer.connection.dispatchEvent(Object.assign(new Event('icecandidate'), { candidate }));
    found({ candidate: 'candidate:1 1 UDP 1 192.0.2.1 9 typ host', sdpMid: '0', sdpMLineIndex: 0 });
    found({ candidate: '', sdpMid: '0', sdpMLineIndex: 0 });
    found(null);
    assert.deepEqual(said, [
        { type: 'candidate', seat: 's1', media: 'camera', attempt: 7, candidate: 'candidate:1 1 UDP 1 192.0.2.1 9 typ host', mid: '0', line: 0 },
    ]);
});

test('a failed connection is lost at once', () => {
    let lost = 0;
    peer.onLoss(() => lost++);
    peer.connection.become('failed');
    assert.equal(lost, 1);
    peer.close();
});

test('a broken connection may mend itself', t => {
    t.mock.timers.enable({ apis: ['setTimeout'] });
    let lost = 0;
    peer.onLoss(() => lost++);
    peer.connection.become('disconnected');
    t.mock.timers.tick(3999);
    peer.connection.become('connected');
    t.mock.timers.tick(60000);
    assert.equal(lost, 0);
});

test('a connection that stays broken is lost', t => {
    t.mock.timers.enable({ apis: ['setTimeout'] });
    let lost = 0;
    peer.onLoss(() => lost++);
    peer.connection.become('disconnected');
    t.mock.timers.tick(4000);
    assert.equal(lost, 1);
});

test('a connection that never begins is lost', t => {
    t.mock.timers.enable({ apis: ['setTimeout'] });
    let lost = 0;
    peer.onLoss(() => lost++);
    t.mock.timers.tick(15000);
    assert.equal(lost, 1);
});

test('a closed connection is not lost', t => {
    t.mock.timers.enable({ apis: ['setTimeout'] });
    let lost = 0;
    peer.onLoss(() => lost++);
    peer.connection.become('disconnected');
    peer.close();
    t.mock.timers.tick(60000);
    assert.equal(lost, 0);
});

test('asks the sender of the picture for a key frame', async () => {
    const asked = [];
    peer.connection.senders = [
        { track: { kind: 'audio' } },
        {
            track: { kind: 'video' },
            getParameters: () => ({ encodings: [{}] }),
            setParameters: async (parameters, options) => asked.push(options),
        },
    ];
    await peer.keyFrame();
    assert.deepEqual(asked, [{ encodingOptions: [{ keyFrame: true }] }]);
});

test('without a camera there is no key frame, and no error', async () => {
    peer.connection.senders = [{ track: { kind: 'audio' } }];
    await peer.keyFrame();
});
