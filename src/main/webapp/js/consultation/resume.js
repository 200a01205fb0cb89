import { notedVisit } from './comeback.js';

/* A sign-in that came between has lost which visit it was; this tab remembers. */
const visit = notedVisit(sessionStorage);
if (visit) {
    location.replace(`?id=${encodeURIComponent(visit)}`);
}
