import { describe, test } from 'node:test';
import assert from 'node:assert/strict';
import { add, addRefusal, found, loudness, open, refusal, unable } from '../../main/webapp/js/consultation/devices.js';

const error = name => Object.assign(new Error(name), { name });

describe('each refusal of the browser has its own sentence', () => {
    for (const [name, key] of [
        ['NotAllowedError', 'refused.blocked'],
        ['NotFoundError', 'refused.missing'],
        ['OverconstrainedError', 'refused.missing'],
        ['NotReadableError', 'refused.busy'],
        ['SecurityError', 'refused.insecure'],
        ['TypeError', 'refused.other'],
    ]) {
        test(name, () => assert.equal(refusal(error(name)), key));
    }

    test('an insecure address gives no camera', () => {
        assert.equal(unable({ isSecureContext: false, navigator: {} }), 'refused.insecure');
    });

    test('an old browser cannot call', () => {
        assert.equal(unable({ isSecureContext: true, navigator: {} }), 'refused.unsupported');
    });

    test('a current browser can', () => {
        const navigator = { mediaDevices: { getUserMedia() {} } };
        assert.equal(unable({ isSecureContext: true, navigator, RTCPeerConnection: class {} }), null);
    });
});

describe('a device that is missing', () => {
    const having = (...kinds) => ({
        async getUserMedia({ audio, video }) {
            const asked = [audio && 'audio', video && 'video'].filter(Boolean);
            if (asked.some(kind => !kinds.includes(kind))) {
                throw error('NotFoundError');
            }
            const of = kind => (asked.includes(kind) ? [{ kind }] : []);
            return { getAudioTracks: () => of('audio'), getVideoTracks: () => of('video') };
        },
    });

    test('with both, all is well', async () => assert.equal(found(await open(having('audio', 'video'))), 'preview.ready'));
    test('without a camera one goes in with sound', async () => assert.equal(found(await open(having('audio'))), 'preview.audioOnly'));
    test('without a microphone one is told', async () => assert.equal(found(await open(having('video'))), 'preview.videoOnly'));
    test('without either, that is the reason', () => assert.rejects(open(having()), { name: 'NotFoundError' }));

    test('a blocked camera is not tried again in other ways', async () => {
        let asked = 0;
        const devices = {
            async getUserMedia() {
                asked++;
                throw error('NotAllowedError');
            },
        };
        await assert.rejects(open(devices), { name: 'NotAllowedError' });
        assert.equal(asked, 1);
    });
});

describe('the level meter', () => {
    test('silence is nothing', () => assert.equal(loudness(new Float32Array(8)), 0));
    test('full scale is all', () => assert.equal(loudness(new Float32Array(8).fill(1)), 100));
    test('-30 dB is half', () => assert.equal(loudness(new Float32Array(8).fill(10 ** (-30 / 20))), 50));
});

describe('a device that is plugged in during the visit', () => {
    test('is asked for alone', async () => {
        const asked = [];
        const track = { kind: 'video' };
        const devices = { getUserMedia: async wanted => asked.push(Object.keys(wanted)) && { getTracks: () => [track] } };
        assert.equal(await add(devices, 'video'), track);
        await add(devices, 'audio');
        assert.deepEqual(asked, [['video'], ['audio']]);
    });

    for (const [name, key] of [['NotFoundError', 'missing'], ['NotAllowedError', 'blocked'], ['NotReadableError', 'busy'], ['SecurityError', 'other'], ['TypeError', 'other']]) {
        test(`${name} is told as ${key}`, () => assert.equal(addRefusal(error(name)), `add.${key}`));
    }
});
