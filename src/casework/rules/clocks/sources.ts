import type { RuleSource, SourceMark } from '../../../platform/time/index.ts';

const source = (name: string, reference: string, mark: SourceMark): RuleSource => ({ name, reference, mark });

/** A section of the Mental Health Act 1983, in force since 30 September 1983. */
export const act1983 = (section: string, mark: SourceMark = 'verified') =>
  source('Mental Health Act 1983', section, mark);

/** A section of the Mental Health Act 2025 and what it changes in the Act of 1983. */
export const act2025 = (section: string, mark: SourceMark = 'verified') =>
  source('Mental Health Act 2025', section, mark);

/** The rules of the First-tier Tribunal for mental health cases (SI 2008/2699). */
export const tribunalRules = (reference: string, mark: SourceMark) =>
  source(
    'Tribunal Procedure (First-tier Tribunal) (Health, Education and Social Care Chamber) Rules 2008',
    reference,
    mark,
  );

/** A form or guidance of the Mental Health Casework Section. */
export const ofMhcs = (name: string, reference: string, mark: SourceMark) =>
  source(`Mental Health Casework Section, ${name}`, reference, mark);

/** A choice made in designing this program, where law and guidance that were found are silent. */
export const ownDefault = (why: string): RuleSource => ({ name: `Ownwords default: ${why}`, mark: 'design' });

export const since = {
  act1983: '1983-09-30',
  /** Sections 30(2), 32 and 35 of the Act of 2025. */
  act2025: '2026-02-18',
  /** SI 2012/500, which put three weeks in place of the Secretary of State's six. */
  tribunalRules2012: '2012-04-06',
  tribunalRules2008: '2008-11-03',
  /** For what MHCS asks on paper: older than the papers that were seen, so from the first year that is covered. */
  firstYear: '2012-01-01',
  /** Enacted, and no day set: this last day of the calendar is replaced when regulations name one. */
  notYetSet: '9999-12-31',
} as const;
