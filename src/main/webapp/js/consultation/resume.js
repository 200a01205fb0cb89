import { notedVisit, tabStorage } from './comeback.js';

/* A sign-in that came between has lost which visit it was; this tab remembers. */
const visit = notedVisit(tabStorage());
if (visit) {
    location.replace(`?id=${encodeURIComponent(visit)}`);
}
