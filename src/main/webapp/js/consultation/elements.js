/** Small things that the parts of the room's page make their elements with. */

/** @param {string} id */
export const byId = id => document.getElementById(id);

/**
 * @param {string} sprite address of the icons
 * @param {string} name
 * @returns {SVGElement} decoration; the word beside it carries the meaning
 */
export function icon(sprite, name) {
    const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    svg.setAttribute('class', 'tv-icon');
    svg.setAttribute('aria-hidden', 'true');
    const use = document.createElementNS('http://www.w3.org/2000/svg', 'use');
    use.setAttribute('href', `${sprite}#${name}`);
    svg.append(use);
    return svg;
}

/** Makes another icon of it. */
export function become(element, sprite, name) {
    element.querySelector('use').setAttribute('href', `${sprite}#${name}`);
}

/** Writes only what is new, so that nothing is read out twice. */
export function setText(element, words) {
    if (element.textContent !== words) {
        element.textContent = words;
    }
}

/** @returns {HTMLElement} with these properties and children */
export function make(tag, properties = {}, ...children) {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
}

/**
 * Keeps one child of a list for each entry, by key: what stays is not made anew, so that focus and readers stay with it.
 *
 * @template T
 * @param {HTMLElement} list
 * @param {T[]} entries
 * @param {(entry: T) => string} key
 * @param {(entry: T) => HTMLElement} create
 * @param {(element: HTMLElement, entry: T) => void} update
 */
export function keep(list, entries, key, create, update) {
    const keys = entries.map(key);
    [...list.children].filter(({ dataset }) => !keys.includes(dataset.key)).forEach(child => child.remove());
    entries.forEach((entry, position) => {
        let child = [...list.children].find(({ dataset }) => dataset.key === keys[position]);
        if (!child) {
            child = create(entry);
            child.dataset.key = keys[position];
        }
        if (list.children[position] !== child) {
            list.insertBefore(child, list.children[position] ?? null);
        }
        update(child, entry);
    });
}
