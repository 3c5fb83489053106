import { machinePart, wayOutPart } from '../export/record-parts.ts';
import { gradePart } from '../grades/record-part.ts';
import { linkPart } from '../links/record-part.ts';
import { listPart } from '../lists/record-part.ts';
import { recommendationPart } from '../recommendations/record-part.ts';
import type { RecordPart } from './record-part.ts';

/** The parts, in their order on the page. */
export const recordParts: readonly RecordPart[] = [
  gradePart,
  linkPart,
  machinePart,
  wayOutPart,
  listPart,
  recommendationPart,
];
