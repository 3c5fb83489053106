/** One published count of restricted patients. What was not published stands as undefined, not as zero. */
export type PopulationCount = {
  on: string;
  /** Only the month is known. */
  monthOnly?: true;
  hospital?: number;
  discharged?: number;
  source: string;
};

/** Restricted patients in England and Wales as others have published them, oldest first. */
export const populationSeries: readonly PopulationCount[] = [
  { on: '1999-12-31', hospital: 2857, source: 'Home Office Statistical Bulletin 21/00 (2000)' },
  { on: '2001-12-31', hospital: 3002, source: 'Home Office Statistical Bulletin (2002)' },
  { on: '2007-12-31', hospital: 3906, source: 'Ministry of Justice, reported by the BBC (2009)' },
  {
    ...{ on: '2015-10-31', monthOnly: true, hospital: 4618, discharged: 2384 },
    source: 'MHCS Stakeholder Engagement Framework (2016)',
  },
  {
    ...{ on: '2016-10-31', monthOnly: true, hospital: 4690, discharged: 2481 },
    source: 'MHCS Stakeholder Engagement Framework (2016)',
  },
  {
    on: '2019-01-31',
    monthOnly: true,
    discharged: 2712,
    source: 'Ministry of Justice, FOI 181221028 (2019)',
  },
  { on: '2019-12-31', hospital: 4899, discharged: 2821, source: 'Quoted in Sharma and others (2021)' },
];

/** Everybody together, where both parts were published. */
export const everybodyIn = ({ hospital, discharged }: PopulationCount): number | undefined =>
  hospital === undefined || discharged === undefined ? undefined : hospital + discharged;
