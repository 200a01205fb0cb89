import { describe, test } from 'node:test';
import assert from 'node:assert/strict';
import { Refusals } from '../../main/webapp/js/consultation/refusals.js';

const DAY = 24 * 60 * 60 * 1000;

/** A tab, its clock and what its pages have said. */
function tab() {
    const kept = new Map();
    const storage = { getItem: key => kept.get(key) ?? null, setItem: (key, value) => kept.set(key, value), removeItem: key => kept.delete(key) };
    const there = {
        kept,
        said: [],
        now: 1_700_000_000_000,
        storage: () => storage,
        /** A page that has just been loaded. */
        page: () => new Refusals(message => there.said.push(message), () => there.storage(), () => there.now),
        /** The same, as the person of a seat. */
        as(seat) {
            const page = there.page();
            page.welcome(seat);
            return page;
        },
    };
    return there;
}

describe('a refusal is said again', () => {
    test('at once, and over every new connection, with the time since it was said', () => {
        const there = tab();
        const page = there.as('me');
        page.withdraw();
        there.now += 1500.4;
        page.welcome('me');
        assert.deepEqual(there.said, [{ type: 'withdraw', ago: 0 }, { type: 'withdraw', ago: 1500 }]);
    });

    test('by the page that comes after', () => {
        const there = tab();
        there.as('me').withdraw();
        there.now += 40_000;
        const again = there.as('me');
        assert.deepEqual(there.said.at(-1), { type: 'withdraw', ago: 40_000 });
        assert.equal(again.ownWaits, true);
    });

    test('also what somebody else said aloud, in the language it was asked in', () => {
        const there = tab();
        there.as('me').witness('other', 'zh-CN');
        there.now += 7;
        const again = there.as('me');
        assert.deepEqual(there.said.at(-1), { type: 'witness', seat: 'other', provision: 'deny', language: 'zh-CN', ago: 7 });
        assert.equal(again.waitsFor('other'), true);
        assert.equal(again.ownWaits, false);
    });

    test('once, however often it was said: the newest counts', () => {
        const there = tab();
        const page = there.as('me');
        page.withdraw();
        there.now += 1000;
        page.withdraw();
        there.said.length = 0;
        page.welcome('me');
        assert.deepEqual(there.said, [{ type: 'withdraw', ago: 0 }]);
    });

    test('in no other visit, and there it stays', () => {
        const there = tab();
        there.as('me').withdraw();
        there.said.length = 0;
        assert.equal(there.as('seat-of-another-visit').ownWaits, false);
        assert.deepEqual(there.said, []);
        there.as('me');
        assert.equal(there.said.length, 1);
    });
});

describe('a refusal is forgotten', () => {
    test('once it is stored', () => {
        const there = tab();
        const page = there.as('me');
        page.withdraw();
        page.withdrawn();
        there.said.length = 0;
        page.welcome('me');
        there.as('me');
        assert.deepEqual(there.said, []);
        assert.equal(there.kept.size, 0);
    });

    test('one by one', () => {
        const there = tab();
        const page = there.as('me');
        page.withdraw();
        page.witness('first', 'en');
        page.witness('second', 'en');
        page.witnessed('first');
        assert.deepEqual([page.ownWaits, page.waitsFor('first'), page.waitsFor('second')], [true, false, true]);
        page.withdrawn();
        assert.deepEqual([page.ownWaits, page.waitsFor('second')], [false, true]);
    });

    test('a day later', () => {
        const there = tab();
        there.as('me').withdraw();
        there.now += DAY;
        assert.equal(there.as('me').ownWaits, false);
    });
});

describe('the time since', () => {
    test('is never negative, although a clock was set back between two pages', () => {
        const there = tab();
        there.as('me').withdraw();
        there.now -= 5000;
        there.as('me');
        assert.equal(there.said.at(-1).ago, 0);
    });

    test('is never more than a day', () => {
        const there = tab();
        const page = there.as('me');
        page.withdraw();
        there.now += 3 * DAY;
        page.welcome('me');
        assert.equal(there.said.at(-1).ago, DAY);
    });
});

describe('the tab', () => {
    test('holds seats, kinds and times, and nothing else', () => {
        const there = tab();
        const page = there.as('me');
        page.withdraw();
        page.witness('other', 'en');
        assert.deepEqual(JSON.parse([...there.kept.values()][0]), [
            { by: 'me', seat: 'me', kind: 'withdraw', said: there.now },
            { by: 'me', seat: 'other', kind: 'witness', language: 'en', said: there.now },
        ]);
    });

    test('need not remember anything: the page does', () => {
        const there = tab();
        there.storage = () => { throw new DOMException('denied', 'SecurityError'); };
        const page = there.as('me');
        page.withdraw();
        page.welcome('me');
        assert.equal(there.said.length, 2);
        page.withdrawn();
        assert.equal(page.ownWaits, false);
    });

    test('may be full', () => {
        const there = tab();
        there.storage = () => ({ getItem: () => null, setItem: () => { throw new DOMException('full', 'QuotaExceededError'); } });
        const page = there.as('me');
        page.withdraw();
        assert.deepEqual(there.said, [{ type: 'withdraw', ago: 0 }]);
        assert.equal(page.ownWaits, true);
    });

    test('may hold nonsense', () => {
        for (const nonsense of ['{', '7', 'null', '[null]', '[{"by":"me"}]', '[{"by":"me","seat":"me","kind":"end","said":1}]']) {
            const there = tab();
            there.kept.set('televisit.refusals', nonsense);
            assert.equal(there.as('me').ownWaits, false, nonsense);
            assert.deepEqual(there.said, []);
        }
    });
});
