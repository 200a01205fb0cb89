import { describe, test } from 'node:test';
import assert from 'node:assert/strict';
import { legKey, news, veil, waiting, wanted } from '../../main/webapp/js/consultation/plan.js';

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

    const made = (plan, seat, media) => plan.get(legKey(seat, media))?.made;
    const meeting = room('in-progress', 1, doctor, { ...admitted, stream: 3 });

    test('one connection of one’s own, and one for each other person who sends', () => {
        const third = { ...admitted, seat: 't', stream: 4 };
        const plan = wanted(room('in-progress', 1, doctor, { ...admitted, stream: 3 }, third), 'd');
        assert.deepEqual([...plan.values()].map(({ seat, media }) => `${seat} ${media}`), ['d camera', 'p camera', 't camera']);
    });

    test('a new stream of somebody asks for a new connection to them, and to nobody else', () => {
        const before = wanted(meeting, 'd');
        const after = wanted(room('in-progress', 1, doctor, { ...admitted, stream: 4 }), 'd');
        assert.notEqual(made(before, 'p'), made(after, 'p'));
        assert.equal(made(before, 'd'), made(after, 'd'));
    });

    test('new media asks for everything anew', () => {
        const before = wanted(meeting, 'd', { share: 1 });
        const after = wanted(room('in-progress', 2, doctor, { ...admitted, stream: 3 }), 'd', { share: 1 });
        assert.notEqual(made(before, 'p'), made(after, 'p'));
        assert.notEqual(made(before, 'd'), made(after, 'd'));
        assert.notEqual(made(before, 'd', 'screen'), made(after, 'd', 'screen'));
    });

    test('a screen has a connection beside the person’s own, for who shares it and for who sees it', () => {
        const sharing = room('in-progress', 1, doctor, { ...admitted, stream: 3, screen: 5 });
        assert.deepEqual([...wanted(sharing, 'd').keys()], ['d camera', 'p camera', 'p screen']);
        assert.deepEqual([...wanted(sharing, 'p', { share: 1 }).keys()], ['p camera', 'p screen'], 'the doctor sends nothing yet');
    });

    test('another screen of the same person asks for a new connection; their camera goes on', () => {
        const [one, two] = [1, 2].map(share => wanted(meeting, 'd', { share }));
        assert.notEqual(made(one, 'd', 'screen'), made(two, 'd', 'screen'));
        assert.equal(made(one, 'd'), made(two, 'd'));
    });

    test('a camera that was added has to be offered; what others send stays', () => {
        const [without, withIt] = [0, 1].map(tracks => wanted(meeting, 'd', { tracks }));
        assert.notEqual(made(without, 'd'), made(withIt, 'd'));
        assert.equal(made(without, 'p'), made(withIt, 'p'));
    });

    test('who waits shares nothing', () => {
        assert.equal(wanted(room('in-progress', 1, doctor, patient), 'p', { share: 1 }).size, 0);
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

    test('who is heard but has no camera needs no words over them', () => {
        assert.equal(veil(room('in-progress', 1, doctor, { ...admitted, camera: false, stream: 1 }), 'd', none), null);
        assert.equal(veil(room('in-progress', 1, doctor, { ...admitted, camera: false, stream: 0 }), 'd', none).key, 'alone.starting');
    });

    test('several who wait are counted, and the doctor is asked for each', () => {
        const both = room('arrived', 0, doctor, patient, { ...patient, seat: 'm', name: 'Eva', role: 'related-person' });
        assert.equal(veil(both, 'd', none).title, 'admit.titleMany');
        assert.deepEqual(waiting(both, 'd').map(({ name }) => name), ['Ada', 'Eva']);
    });

    test('who comes later does not hide those who talk', () => {
        const three = room('in-progress', 1, doctor, { ...admitted, stream: 1 }, { ...patient, seat: 'm', name: 'Eva' });
        assert.equal(veil(three, 'd', new Set(['p'])), null);
        assert.deepEqual(waiting(three, 'd').map(({ name }) => name), ['Eva']);
    });

    test('nobody but the doctor lets people in, and nobody after the end', () => {
        const three = room('in-progress', 1, doctor, admitted, { ...patient, seat: 'm', name: 'Eva' });
        assert.deepEqual(waiting(three, 'p'), []);
        assert.deepEqual(waiting({ ...three, status: 'finished' }, 'd'), []);
    });

    test('of several who are gone, the patient is missed before who came with them', () => {
        const gone = { ...admitted, presence: 'left' };
        const message = veil(room('in-progress', 1, doctor, { ...gone, seat: 'm', name: 'Eva', role: 'related-person' }, gone), 'd', none);
        assert.deepEqual([message.key, message.person.name], ['alone.left', 'Ada']);
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

    test('recording is paused because of somebody else', () => {
        const being = recording => room('in-progress', 1, doctor, { ...admitted, recording });
        const paused = { state: 'paused', cause: 'another-declined' };
        assert.deepEqual(keys(being({ state: 'recording' }), being(paused), 'd'), ['news.paused Ada']);
        assert.deepEqual(keys(being(paused), being({ state: 'recording' }), 'd'), ['news.recorded Ada']);
        assert.deepEqual(keys(being({ state: 'recording' }), being({ state: 'off', cause: 'prohibited' }), 'd'), ['news.notRecorded Ada']);
    });

    test('a screen is shared, and no longer', () => {
        const sharing = screen => room('in-progress', 1, doctor, { ...admitted, screen });
        assert.deepEqual(keys(sharing(0), sharing(3), 'd'), ['news.shares Ada']);
        assert.deepEqual(keys(sharing(3), sharing(4), 'd'), [], 'the same screen over a new connection');
        assert.deepEqual(keys(sharing(3), sharing(0), 'd'), ['news.unshares Ada']);
        assert.deepEqual(keys(sharing(0), sharing(3), 'p'), [], 'one knows it of oneself');
    });
});
