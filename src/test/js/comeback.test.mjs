import { describe, test } from 'node:test';
import assert from 'node:assert/strict';
import { isSignedOut, leaveWord, notedVisit, tabStorage, takeWord } from '../../main/webapp/js/consultation/comeback.js';

describe('whether signing in again would help', () => {
    const answering = answer => async () => answer;

    test('yes, if the page redirects to the sign-in', async () => {
        assert.equal(await isSignedOut(answering({ type: 'opaqueredirect', status: 0 }), '/room'), true);
    });

    test('yes, if the server says so', async () => {
        assert.equal(await isSignedOut(answering({ type: 'basic', status: 401 }), '/room'), true);
    });

    test('no, while the server is away or starting', async () => {
        assert.equal(await isSignedOut(answering({ type: 'basic', status: 404 }), '/room'), false);
        assert.equal(await isSignedOut(answering({ type: 'basic', status: 503 }), '/room'), false);
        assert.equal(await isSignedOut(async () => { throw new TypeError('no network'); }, '/room'), false);
    });

    test('no, if the page is there', async () => {
        assert.equal(await isSignedOut(answering({ type: 'basic', status: 200 }), '/room'), false);
    });
});

describe('the word left for the page that comes after', () => {
    const storage = () => {
        const kept = new Map();
        return { getItem: key => kept.get(key) ?? null, setItem: (key, value) => kept.set(key, value), removeItem: key => kept.delete(key) };
    };

    test('who was muted stays muted', () => {
        const tab = storage();
        leaveWord(tab, { visit: 'v1', microphone: false, camera: true });
        assert.deepEqual(takeWord(tab, 'v1'), { microphone: false, camera: true });
    });

    test('is told once', () => {
        const tab = storage();
        leaveWord(tab, { visit: 'v1', microphone: true, camera: true });
        takeWord(tab, 'v1');
        assert.equal(takeWord(tab, 'v1'), null);
    });

    test('opens no other visit', () => {
        const tab = storage();
        leaveWord(tab, { visit: 'v1', microphone: true, camera: true });
        assert.equal(takeWord(tab, 'v2'), null);
    });

    test('names the visit without being taken', () => {
        const tab = storage();
        leaveWord(tab, { visit: 'v1', microphone: true, camera: false });
        assert.equal(notedVisit(tab), 'v1');
        assert.deepEqual(takeWord(tab, 'v1'), { microphone: true, camera: false });
        assert.equal(notedVisit(tab), null);
    });

    test('without a word one is asked as usual', () => assert.equal(takeWord(storage(), 'v1'), null));
});

describe('the storage of the tab', () => {
    test('is the browser’s own', () => {
        const own = {};
        assert.equal(tabStorage(() => own), own);
    });

    test('where the browser keeps it shut, the page remembers as long as it is there', () => {
        const tab = tabStorage(() => { throw new DOMException('denied', 'SecurityError'); });
        assert.equal(takeWord(tab, 'v1'), null);
        leaveWord(tab, { visit: 'v1', microphone: true, camera: false });
        assert.deepEqual(takeWord(tab, 'v1'), { microphone: true, camera: false });
    });
});
