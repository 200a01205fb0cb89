/**
 * The calendar's grid is laid out with tables, whose headers are empty where nothing is to be read. A
 * screen reader is told that they are layout: what the grid says is in its links, and in the list below.
 */

/** @param {ParentNode} root tells it about all tables in there */
export function layOut(root) {
    for (const part of root.querySelectorAll('.fc :is(table, thead, tbody, tr, th, td):not([role])')) {
        part.setAttribute('role', 'presentation');
    }
}

if (typeof document !== 'undefined') {
    for (const calendar of document.querySelectorAll('.tv-calendar')) {
        layOut(calendar);
        new MutationObserver(() => layOut(calendar)).observe(calendar, { childList: true, subtree: true });
    }
}
