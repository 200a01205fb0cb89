/**
 * The connection to the room on the server. Speaks the protocol of ClientMessage.java and ServerMessage.java;
 * docs/protocol.md shows one visit. A connection that breaks, or falls silent, is made again, with growing pauses, until
 * the server says bye.
 */

/** Longer than the server's pulse of 5 s by far: without a word for so long, the connection is dead. Milliseconds. */
export const SILENCE = 16000;

const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 10000;

/**
 * @param {number} attempt 1 for the first try after a loss
 * @param {() => number} random from 0 to 1; spreads the browsers of a restarted server
 * @returns {number} milliseconds to wait before that try
 */
export function pause(attempt, random = Math.random) {
    const longest = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (attempt - 1));
    return longest / 2 + longest / 2 * random();
}

/**
 * Calls the handler named after the message's type.
 *
 * @param {Record<string, (message: object) => void>} handlers
 * @param {string} text one JSON message
 * @throws {Error} if no handler has that name: the page is older than the server
 */
export function dispatch(handlers, text) {
    const message = JSON.parse(text);
    if (!Object.hasOwn(handlers, message.type)) {
        throw new Error(`no handler for '${message.type}'`);
    }
    handlers[message.type](message);
}

export class Signalling {
    #url;
    #handlers;
    #world;
    #socket = null;
    #tries = 0;
    #timer = null;
    #watch = null;
    #done = false;

    /**
     * @param {string | URL} url ws: or wss: address of the visit
     * @param {Record<string, (message: object) => void>} handlers by message type; also `lost` and `bye`
     * @param {{WebSocket: typeof WebSocket, setTimeout: typeof setTimeout, clearTimeout: typeof clearTimeout}} world
     */
    constructor(url, handlers, world = globalThis) {
        this.#url = url;
        this.#handlers = handlers;
        this.#world = world;
    }

    open() {
        const socket = new this.#world.WebSocket(this.#url);
        this.#socket = socket;
        this.#heard(socket);
        socket.addEventListener('message', ({ data }) => socket === this.#socket && this.#take(socket, data));
        socket.addEventListener('close', () => this.#lost(socket));
    }

    /** Says something, if somebody listens: what is lost with a connection is said anew by the next one's welcome. */
    send(message) {
        if (this.#socket?.readyState === 1) {
            this.#socket.send(JSON.stringify(message));
        }
    }

    /** Closes for good. */
    close() {
        this.#done = true;
        this.#world.clearTimeout(this.#timer);
        this.#world.clearTimeout(this.#watch);
        this.#socket?.close();
    }

    /** Tries at once instead of after the pause: the network is back. */
    hurry() {
        if (!this.#done && this.#socket === null) {
            this.#world.clearTimeout(this.#timer);
            this.open();
        }
    }

    #take(socket, data) {
        this.#heard(socket);
        const { type } = JSON.parse(data);
        if (type === 'welcome') {
            this.#tries = 0;
        }
        if (type === 'bye') {
            this.close();
        }
        dispatch(this.#handlers, data);
    }

    #heard(socket) {
        this.#world.clearTimeout(this.#watch);
        this.#watch = this.#world.setTimeout(() => {
            socket.close();
            this.#lost(socket); // the close handshake of a dead connection takes its time
        }, SILENCE);
    }

    #lost(socket) {
        if (this.#done || socket !== this.#socket) {
            return;
        }
        this.#socket = null;
        this.#world.clearTimeout(this.#watch);
        this.#tries++;
        this.#handlers.lost({ type: 'lost', tries: this.#tries });
        this.#timer = this.#world.setTimeout(() => this.open(), pause(this.#tries));
    }
}
