import { describe, test } from 'node:test';
import assert from 'node:assert/strict';
import { news, veil, wanted } from '../../main/webapp/js/consultation/plan.js';

const doctor = { seat: 'd', name: 'Dr Lindqvist', role: 'practitioner', presence: 'here', admitted: true, stream: 0, recording: { state: 'off' } };
const patient = { seat: 'p', name: 'Ada', role: 'patient', presence: 'here', admitted: false, stream: 0, recording: { state: 'off' } };
const admitted = { ...patient, admitted: true };
const room = (status, epoch, ...seats) => ({ status, epoch, seats });

describe('what to be connected to', () => {
    test('nothing while one waits', () => {
        assert.equal(wanted(room('in-progress', 1, doctor, patient), 'p').size, 0);
    });

    test('nothing before the visit begins, or after it has ended', () => {
        assert.equal(wanted(room('arrived', 1, doctor, patient), 'd').size, 0);
        assert.equal(wanted(room('finished', 1, doctor, admitted), 'd').size, 0);
    });

    test('nothing while the media server is away', () => {
        assert.equal(wanted(room('in-progress', 0, doctor, admitted), 'd').size, 0);
    });

    test('one connection of one’s own, and one for each other person who sends', () => {
        const third = { ...admitted, seat: 't', stream: 4 };
        const plan = wanted(room('in-progress', 1, doctor, { ...admitted, stream: 3 }, third), 'd');
        assert.deepEqual([...plan.keys()], ['d', 'p', 't']);
    });

    test('a new stream of somebody asks for a new connection to them, and to nobody else', () => {
        const before = wanted(room('in-progress', 1, doctor, { ...admitted, stream: 3 }), 'd');
        const after = wanted(room('in-progress', 1, doctor, { ...admitted, stream: 4 }), 'd');
        assert.notEqual(before.get('p'), after.get('p'));
        assert.equal(before.get('d'), after.get('d'));
    });

    test('new media asks for everything anew', () => {
        const before = wanted(room('in-progress', 1, doctor, { ...admitted, stream: 3 }), 'd');
        const after = wanted(room('in-progress', 2, doctor, { ...admitted, stream: 3 }), 'd');
        assert.notEqual(before.get('p'), after.get('p'));
        assert.notEqual(before.get('d'), after.get('d'));
    });
});

describe('what the middle of the screen says', () => {
    const none = new Set();

    test('the patient waits, and knows whether the doctor is there', () => {
        assert.equal(veil(room('arrived', 0, doctor, patient), 'p', none).key, 'waiting.doctorHere');
        assert.equal(veil(room('arrived', 0, { ...doctor, presence: 'left' }, patient), 'p', none).key, 'waiting.doctorAway');
        assert.equal(veil(room('arrived', 0, patient), 'p', none).key, 'waiting.doctorAway');
    });

    test('the doctor sees who waits', () => {
        const message = veil(room('arrived', 0, doctor, patient), 'd', none);
        assert.deepEqual([message.kind, message.person.name], ['admit', 'Ada']);
    });

    test('who waited and went away is not offered to be let in', () => {
        assert.equal(veil(room('arrived', 0, doctor, { ...patient, presence: 'left' }), 'd', none).key, 'alone.patient');
    });

    test('a picture needs no words', () => {
        assert.equal(veil(room('in-progress', 1, doctor, { ...admitted, stream: 1 }), 'd', new Set(['p'])), null);
    });

    test('a lost connection without a last picture is explained', () => {
        assert.equal(veil(room('in-progress', 1, doctor, { ...admitted, presence: 'away' }), 'd', none).key, 'alone.away');
        assert.equal(veil(room('in-progress', 1, doctor, { ...admitted, presence: 'left' }), 'd', none).key, 'alone.left');
    });

    test('the end is told although pictures are still there', () => {
        assert.equal(veil(room('finished', 1, doctor, admitted), 'd', new Set(['p'])).kind, 'ending');
    });
});

describe('what is news', () => {
    const keys = (before, now, me) => news(before, now, me).map(({ key, name }) => `${key} ${name}`);

    test('nothing at first sight', () => assert.deepEqual(keys(null, room('arrived', 0, doctor, patient), 'd'), []));

    test('somebody comes, and waits', () => {
        assert.deepEqual(keys(room('planned', 0, doctor), room('arrived', 0, doctor, patient), 'd'), ['admit.news Ada']);
    });

    test('one is let in', () => {
        assert.deepEqual(keys(room('arrived', 0, doctor, patient), room('in-progress', 1, doctor, admitted), 'p'), ['news.admitted Ada']);
    });

    test('a connection is lost and comes back', () => {
        const here = room('in-progress', 1, doctor, admitted);
        const away = room('in-progress', 1, doctor, { ...admitted, presence: 'away' });
        assert.deepEqual(keys(here, away, 'd'), ['news.away Ada']);
        assert.deepEqual(keys(away, here, 'd'), ['news.back Ada']);
    });

    test('recording begins, and ends because it is no longer wanted', () => {
        const being = state => room('in-progress', 1, doctor, { ...admitted, recording: { state } });
        assert.deepEqual(keys(being('starting'), being('recording'), 'd'), ['news.recorded Ada']);
        assert.deepEqual(keys(being('recording'), being('declined'), 'd'), ['news.notRecorded Ada']);
        assert.deepEqual(keys(being('recording'), being('starting'), 'd'), [], 'a new stretch is no news');
    });
});
