/** Whether a connection is good enough to say nothing about it. */

const MOST_LOST = 0.05;
const SLOWEST = 0.5;
const MOST_FROZEN = 0.1;

/**
 * @param {Iterable<object>} stats of the publishing connection (W3C webrtc-stats)
 * @returns {boolean} whether what this browser sends suffers: more than 5 % lost, or half a second on its way and back
 */
export function uploadSuffers(stats) {
    return [...stats].some(({ type, fractionLost = 0, roundTripTime = 0 }) =>
        type === 'remote-inbound-rtp' && (fractionLost > MOST_LOST || roundTripTime > SLOWEST));
}

/** Remembers what a receiving connection had counted, to see what happened since. */
export class Download {
    #before = null;

    /**
     * @param {Iterable<object>} stats of a receiving connection
     * @returns {boolean} whether, since the last call, more than 5 % was lost or the picture stood still for a tenth of the time
     */
    suffers(stats) {
        const now = { lost: 0, received: 0, frozen: 0, at: 0 };
        for (const report of stats) {
            if (report.type === 'inbound-rtp') {
                now.lost += report.packetsLost ?? 0;
                now.received += report.packetsReceived ?? 0;
                now.frozen += report.totalFreezesDuration ?? 0;
                now.at = report.timestamp;
            }
        }
        const before = this.#before;
        this.#before = now;
        if (!before || now.at <= before.at) {
            return false;
        }
        const lost = now.lost - before.lost;
        const all = lost + now.received - before.received;
        return (all > 0 && lost / all > MOST_LOST) || (now.frozen - before.frozen) / ((now.at - before.at) / 1000) > MOST_FROZEN;
    }
}
