import { applications } from './applications.ts';
import { characteristics } from './characteristics.ts';
import { decisions } from './decisions.ts';
import { organisations } from './organisations.ts';
import { patients } from './patients.ts';
import { staff } from './staff.ts';
import type { Step } from './step.ts';
import { trails } from './trail.ts';
import { words } from './words.ts';

/** Every step, in order. */
export const steps: readonly Step[] = [
  organisations,
  staff,
  patients,
  characteristics,
  applications,
  ...words,
  ...decisions,
  ...trails,
];
