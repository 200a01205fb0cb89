import { describe, test } from 'node:test';
import assert from 'node:assert/strict';
import { canShare, Share, shareRefusal } from '../../main/webapp/js/consultation/share.js';

class FakeTrack extends EventTarget {
    stopped = 0;
    stop() {
        this.stopped++;
    }
}

/** A browser whose person chooses, or closes the choice. */
function browser() {
    const track = new FakeTrack();
    const stream = { getVideoTracks: () => [track], getTracks: () => [track] };
    const asked = [];
    const devices = { getDisplayMedia: async wanted => asked.push(wanted) && (devices.refuses ? Promise.reject(devices.refuses) : stream) };
    return { track, stream, devices, asked };
}

function share(devices) {
    const changes = [];
    return { changes, share: new Share(devices, stream => changes.push(stream)) };
}

test('a browser without the choice, as those of phones, cannot share', () => {
    assert.equal(canShare({ getUserMedia() {} }), false);
    assert.equal(canShare(undefined), false);
    assert.equal(canShare({ getDisplayMedia() {} }), true);
});

describe('sharing', () => {
    test('begins with what was chosen, as a picture that is read', async () => {
        const { devices, stream, track, asked } = browser();
        const { share: it, changes } = share(devices);
        await it.start();
        assert.deepEqual(changes, [stream]);
        assert.equal(it.active, true);
        assert.equal(track.contentHint, 'detail');
        assert.equal(asked[0].audio, false);
    });

    test('is ended by the button', async () => {
        const { devices, stream, track } = browser();
        const { share: it, changes } = share(devices);
        await it.start();
        it.stop();
        assert.deepEqual(changes, [stream, null]);
        assert.equal(track.stopped, 1);
        it.stop();
        assert.equal(changes.length, 2, 'what has ended does not end again');
    });

    test('is ended by the browser’s own button', async () => {
        const { devices, stream, track } = browser();
        const { share: it, changes } = share(devices);
        await it.start();
        track.dispatchEvent(new Event('ended'));
        assert.deepEqual(changes, [stream, null]);
        assert.equal(it.active, false);
    });

    test('does not begin when the choice is closed, and can be tried again', async () => {
        const { devices, stream } = browser();
        const { share: it, changes } = share(devices);
        devices.refuses = Object.assign(new Error(), { name: 'NotAllowedError' });
        await assert.rejects(it.start());
        assert.deepEqual(changes, []);
        devices.refuses = null;
        await it.start();
        assert.deepEqual(changes, [stream]);
    });

    test('asks once, however often one presses', async () => {
        const { devices, asked } = browser();
        const { share: it } = share(devices);
        await Promise.all([it.start(), it.start()]);
        assert.equal(asked.length, 1);
    });
});

describe('each refusal has its sentence', () => {
    for (const [name, key] of [['NotAllowedError', 'closed'], ['NotFoundError', 'missing'], ['NotReadableError', 'busy'], ['AbortError', 'busy'], ['InvalidStateError', 'other']]) {
        test(name, () => assert.equal(shareRefusal({ name }), `share.refused.${key}`));
    }
});
