import { test } from 'node:test';
import assert from 'node:assert/strict';
import { dispatch, pause, SILENCE, Signalling } from '../../main/webapp/js/consultation/signalling.js';

/** A world whose sockets and clock are moved by hand. */
function world() {
    const sockets = [];
    const timers = new Map();
    let next = 1;
    class FakeSocket extends EventTarget {
        readyState = 0;
        sent = [];
        constructor() {
            super();
            sockets.push(this);
        }
        open() {
            this.readyState = 1;
        }
        send(text) {
            this.sent.push(JSON.parse(text));
        }
        hear(message) {
            this.dispatchEvent(Object.assign(new Event('message'), { data: JSON.stringify(message) }));
        }
        close() {
            this.readyState = 3;
            this.dispatchEvent(new Event('close'));
        }
    }
    return {
        sockets,
        WebSocket: FakeSocket,
        setTimeout: (task, delay) => timers.set(next, { task, delay }) && next++,
        clearTimeout: id => timers.delete(id),
        /** Runs what is due soonest. */
        elapse() {
            const [id, { task, delay }] = [...timers].sort(([, a], [, b]) => a.delay - b.delay)[0];
            timers.delete(id);
            task();
            return delay;
        },
    };
}

function open() {
    const there = world();
    const heard = [];
    const handlers = Object.fromEntries(['welcome', 'room', 'bye', 'lost'].map(type => [type, message => heard.push(message)]));
    const signalling = new Signalling('ws://clinic/signalling/1', handlers, there);
    signalling.open();
    there.sockets[0].open();
    return { there, heard, signalling };
}

test('hands a message to the handler of its type', () => {
    const seen = [];
    dispatch({ answer: m => seen.push(m.sdp) }, '{"type": "answer", "sdp": "v=0"}');
    assert.deepEqual(seen, ['v=0']);
});

test('refuses a type nobody handles, inherited names included', () => {
    assert.throws(() => dispatch({}, '{"type": "toString"}'), /no handler for 'toString'/);
});

test('comes back after a loss', () => {
    const { there, heard } = open();
    there.sockets[0].close();
    assert.deepEqual(heard, [{ type: 'lost', tries: 1 }]);
    there.elapse();
    assert.equal(there.sockets.length, 2);
});

test('waits longer after each failure, and never longer than ten seconds', () => {
    const longest = [1, 2, 3, 4, 5, 6, 20].map(attempt => pause(attempt, () => 1));
    assert.deepEqual(longest, [500, 1000, 2000, 4000, 8000, 10000, 10000]);
    assert.equal(pause(1, () => 0), 250);
});

test('a welcome ends the growing of the pauses', () => {
    const { there, heard } = open();
    there.sockets[0].close();
    there.elapse();
    there.sockets[1].hear({ type: 'welcome' });
    there.sockets[1].close();
    assert.equal(heard.at(-1).tries, 1);
});

test('does not come back after a bye', () => {
    const { there, heard } = open();
    there.sockets[0].hear({ type: 'bye', reason: 'replaced' });
    assert.equal(there.sockets.length, 1);
    assert.deepEqual(heard, [{ type: 'bye', reason: 'replaced' }]);
    assert.throws(() => there.elapse(), 'no timer is left');
});

test('a connection that falls silent is given up', () => {
    const { there, heard } = open();
    assert.equal(there.elapse(), SILENCE);
    assert.equal(heard.at(-1).type, 'lost');
    there.elapse();
    assert.equal(there.sockets.length, 2);
});

test('what an abandoned socket still says is not heard', () => {
    const { there, heard } = open();
    there.elapse();
    there.sockets[0].hear({ type: 'room' });
    assert.deepEqual(heard.map(({ type }) => type), ['lost']);
});

test('comes back at once when the network does', () => {
    const { there, signalling } = open();
    signalling.hurry();
    assert.equal(there.sockets.length, 1, 'nothing to hurry for');
    there.sockets[0].close();
    signalling.hurry();
    assert.equal(there.sockets.length, 2);
});

test('says nothing into a socket that is not open', () => {
    const { there, signalling } = open();
    signalling.send({ type: 'leave' });
    there.sockets[0].close();
    signalling.send({ type: 'end' });
    assert.deepEqual(there.sockets[0].sent, [{ type: 'leave' }]);
});
