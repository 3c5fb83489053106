import { showJobs } from './matrix-of-jobs.ts';
import { type RouteMatrix, showRoutes } from './matrix-of-routes.ts';
import { showTable, type TableMatrix } from './matrix-of-tables.ts';
import type { Table } from './tables.ts';

const opening = `# Who may do what

This page is measured, not written: \`test/access/matrix.test.ts\` tells one story in a fresh database, lets everybody
of its cast try every route and every table, and compares what happened with this page. A route, a table, a function
or a column that is not here makes the test fail, and so does one line that has changed. When a change is meant, run

    OWNWORDS_WRITE_MATRIX=1 npm test -- access/matrix

and read the difference line by line before it is committed.

**The story.** *This case* is a person with one leave application decided, one under way with every consultation
answered, and one being written. *Other cases* are other people's. *The closed case* has \`readers = 'circle'\`: even
national readers see it only when they stand in its circle. “Some of” means that state decides too: a statement that
was taken back, a decision that is not issued, a question put to somebody else.

**The cast.** Everybody stands to *this case* as their name says; “(elsewhere)” is the same work at another hospital,
“(of nobody)” and “(not consulted)” the same role in no case at all.
`;

type Measured = {
  routes: RouteMatrix;
  tables: readonly Table[];
  cells: TableMatrix;
  functions: readonly string[];
};

/** The whole page. */
export function showDocument({ routes, tables, cells, functions }: Measured): string {
  return [
    opening,
    '## Routes',
    '',
    'Whoever is in neither of the last two columns gets an answer as if the page did not exist (404), or, when nobody',
    'is signed in, the sign-in page. “—” under audit event: the route reads nothing about a person and changes nothing.',
    '',
    ...showRoutes(routes),
    '',
    '## Tables',
    '',
    'By row-level security alone: what a login role gets when no query narrows it down, and what it can write.',
    '',
    ...tables.flatMap(table => showTable(table.name, cells.get(table.name) ?? new Map(), table)),
    '## Jobs',
    '',
    'A job acts as the program itself: what that may read and write stands above in every table.',
    '',
    ...showJobs(tables),
    '',
    '## Functions that run with the owner’s rights',
    '',
    ...functions,
    '',
  ].join('\n');
}
