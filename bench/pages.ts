import type { Asked } from './load.ts';

/** Cases of the nation that pages are opened of. */
export type Cases = {
  /** With an application under way, and as long a story as most. */
  busy: number;
  /** With fifteen years of history. */
  long: number;
  /** The clinician of the long one. */
  clinician: string;
};

/** What a page must reach on two cores with ten connections, and as what it must. */
export type Floor = { requestsPerSecond?: number; p95Ms?: number; as: string };

/** A page that is measured: who opens it, and what they ask for, in turn. */
export type MeasuredPage = {
  id: string;
  title: string;
  /** Nobody, where it is absent. */
  username?: string | ((cases: Cases) => string);
  asks: (cases: Cases) => readonly Asked[];
  floor?: Floor;
};

const page = (path: string) => () => [{ path }];
const allDay: Floor = { requestsPerSecond: 400, p95Ms: 60, as: 'a page opened all day' };
const list: Floor = { requestsPerSecond: 400, as: 'a list of work' };
const longCase: Floor = { requestsPerSecond: 300, as: 'a long case' };
const anyDay: Floor = { p95Ms: 300, as: 'the register on any day' };

/** Beginnings of names and references, letter by letter as they are typed; the last of each is nobody’s. */
const typed = [
  'b',
  'be',
  'bel',
  'bellowf',
  'c',
  'cr',
  'crad',
  'cradlefold',
  'wr',
  'wren',
  'o',
  'oak',
  'my',
  'myrtle n',
  'starling b',
  'needlefold, p',
  'N',
  'N/0',
  'N/04',
  'n/043',
  'N/0431',
  'n/04310',
  'ex',
  'exam',
  'zz',
  'zzq',
  'bellowfold zz',
  'N/9',
  'N/99999',
];

/** A day of each month of fifteen years, in no order. */
const days = Array.from({ length: 180 }, (_, at) => {
  const month = (at * 77) % 180;
  const day = Temporal.PlainDate.from('2011-01-17').add({ months: month });
  return `on-day=${day.day}&on-month=${day.month}&on-year=${day.year}`;
});
const each = (path: string) => () => days.map(day => ({ path: `${path}?${day}` }));

/** Every list that somebody works from, and every page that has a floor. */
export const measuredPages: readonly MeasuredPage[] = [
  {
    id: 'worklist',
    title: 'MHCS worklist, 50 rows',
    username: 'robin.quill',
    asks: page('/mhcs/worklist'),
    floor: allDay,
  },
  {
    id: 'case',
    title: 'A patient’s case page',
    username: 'robin.quill',
    asks: ({ busy }) => [{ path: `/mhcs/cases/${busy}` }],
    floor: allDay,
  },
  {
    id: 'mine',
    title: 'MHCS worklist, one’s own',
    username: 'robin.quill',
    asks: page('/mhcs/worklist?mine=yes'),
    floor: list,
  },
  {
    id: 'all-teams',
    title: 'MHCS worklist, every team',
    username: 'nat.charter',
    asks: page('/mhcs/worklist'),
    floor: list,
  },
  { id: 'due', title: 'What is due, a team', username: 'robin.quill', asks: page('/mhcs/due'), floor: list },
  {
    id: 'due-all',
    title: 'What is due, every team',
    username: 'nat.charter',
    asks: page('/mhcs/due?tab=overdue'),
    floor: list,
  },
  {
    id: 'authorise',
    title: 'What waits to be authorised',
    username: 'drew.sealing',
    asks: page('/mhcs/authorise'),
    floor: list,
  },
  {
    id: 'conditions',
    title: 'Conditions that wait for an answer',
    username: 'robin.quill',
    asks: page('/mhcs/conditions'),
    floor: list,
  },
  {
    id: 'hospital-due',
    title: 'What is due, a Mental Health Act office',
    username: 'pat.ledger',
    asks: page('/due'),
    floor: list,
  },
  {
    id: 'supervisor-due',
    title: 'What is due, a supervisor',
    username: 'bench.supervisor',
    asks: page('/due'),
    floor: list,
  },
  {
    id: 'patients',
    title: 'A clinician’s patients',
    username: 'dr.vale',
    asks: page('/patients'),
    floor: list,
  },
  {
    id: 'office-patients',
    title: 'A Mental Health Act office’s patients',
    username: 'pat.ledger',
    asks: page('/patients'),
    floor: list,
  },
  {
    id: 'supervisor-patients',
    title: 'A supervisor’s patients',
    username: 'bench.supervisor',
    asks: page('/patients'),
    floor: list,
  },
  {
    id: 'tribunals',
    title: 'A clinician’s patients before the tribunal',
    username: 'dr.vale',
    asks: page('/tribunals'),
    floor: list,
  },
  {
    id: 'liaison',
    title: 'A victim liaison officer’s cases',
    username: 'vic.lantern',
    asks: page('/liaison'),
    floor: list,
  },
  {
    id: 'long-case',
    title: 'A case page with 15 years of history',
    username: 'robin.quill',
    asks: ({ long }) => [{ path: `/mhcs/cases/${long}` }],
    floor: longCase,
  },
  {
    id: 'long-patient',
    title: 'The same patient, as their clinician sees them',
    username: ({ clinician }) => clinician,
    asks: ({ long }) => [{ path: `/patients/${long}` }],
    floor: longCase,
  },
  {
    id: 'long-register',
    title: 'The register entry of 15 years',
    username: 'robin.quill',
    asks: ({ long }) => [{ path: `/mhcs/cases/${long}/register` }],
  },
  {
    id: 'search',
    title: 'Search by the beginning of a name or reference',
    username: 'robin.quill',
    asks: () => typed.map(text => ({ path: '/mhcs/search', form: { for: text } })),
    floor: { p95Ms: 40, as: 'search' },
  },
  {
    id: 'as-at',
    title: 'The whole register on any day',
    username: 'robin.quill',
    asks: each('/mhcs/register'),
    floor: anyDay,
  },
  {
    id: 'statistics',
    title: 'Statistics on any day, with the years before',
    username: 'robin.quill',
    asks: each('/mhcs/statistics'),
    floor: anyDay,
  },
  { id: 'public', title: 'Public statistics', asks: page('/statistics') },
  { id: 'person', title: 'A person’s own first page', username: 'ash.example', asks: page('/my') },
];
