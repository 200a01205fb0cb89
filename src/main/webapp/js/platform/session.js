/**
 * Loads the page again when the server no longer knows who is asking: the login page comes, and
 * after it this page. Faces and PrimeFaces report a failed request each in its own way.
 */

/** @param {number} status of the HTTP answer; true where only signing in again can help */
export function isSignedOut(status) {
    return status === 401 || status === 403;
}

if (typeof document !== 'undefined') {
    const check = status => isSignedOut(status) && location.reload();
    window.jQuery?.(document).on('pfAjaxError', (event, xhr) => check(xhr.status));
    window.faces?.ajax.addOnError(({ responseCode }) => check(responseCode));
}
