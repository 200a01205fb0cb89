import { describe, test } from 'node:test';
import assert from 'node:assert/strict';
import { clockText, textsFrom } from '../../main/webapp/js/consultation/texts.js';
import { initials } from '../../main/webapp/js/consultation/pictures.js';
import { Download, uploadSuffers } from '../../main/webapp/js/consultation/quality.js';

describe('texts', () => {
    const text = textsFrom(JSON.stringify({ stored: '{0}: stored {1}', plain: 'Leave' }));

    test('take their arguments', () => assert.equal(text('stored', 'Ada', '03:20'), 'Ada: stored 03:20'));
    test('need none', () => assert.equal(text('plain'), 'Leave'));
    test('that are unknown show their key, not an inherited property', () => assert.equal(text('toString'), 'toString'));
    test('are inserted as they are, even if they look like a place', () => assert.equal(text('stored', '{1}', 'x'), '{1}: stored x'));
});

describe('a stretch of time', () => {
    for (const [ms, words] of [[0, '00:00'], [999, '00:00'], [200_000, '03:20'], [3_725_000, '1:02:05'], [-5, '00:00']]) {
        test(`${ms} ms is ${words}`, () => assert.equal(clockText(ms), words));
    }
});

describe('quality', () => {
    test('an upload that loses little is not worth a word', () => {
        assert.equal(uploadSuffers([{ type: 'remote-inbound-rtp', fractionLost: 0.05, roundTripTime: 0.2 }, { type: 'codec' }]), false);
    });

    test('an upload that loses or lags is', () => {
        assert.equal(uploadSuffers([{ type: 'remote-inbound-rtp', fractionLost: 0.06 }]), true);
        assert.equal(uploadSuffers([{ type: 'remote-inbound-rtp', roundTripTime: 0.51 }]), true);
    });

    const seen = (seconds, packetsReceived, packetsLost, totalFreezesDuration = 0) =>
        [{ type: 'inbound-rtp', timestamp: seconds * 1000, packetsReceived, packetsLost, totalFreezesDuration }];

    test('a download is judged by what happened since the last look', () => {
        const download = new Download();
        assert.equal(download.suffers(seen(0, 100, 90)), false, 'the first look compares with nothing');
        assert.equal(download.suffers(seen(5, 200, 94)), false);
        assert.equal(download.suffers(seen(10, 294, 100)), true);
    });

    test('a picture that stands still is noticed without any loss', () => {
        const download = new Download();
        download.suffers(seen(0, 0, 0));
        assert.equal(download.suffers(seen(5, 100, 0, 0.6)), true);
    });
});

describe('who sends no picture is shown by', () => {
    for (const [name, letters] of [['Anna Schmidt', 'AS'], ['Anna Maria Schmidt', 'AS'], ['陈伟', '伟'], [' bo ', 'B'], ['Åsa Öberg', 'ÅÖ']]) {
        test(`${name}: ${letters}`, () => assert.equal(initials(name), letters));
    }
});
