import type { TextKey } from '../../platform/language/index.ts';

/**
 * The scales by which evidence is graded. Maryland: Sherman and others, Preventing Crime, 1997; the third level as
 * Farrington and others have it since 2002, with a measure before and after; 0 stands for what is no study of an impact.
 * GRADE: Guyatt and others, BMJ 2008; what its levels mean: Balshem and others, Journal of Clinical Epidemiology 2011.
 * EMMIE: Johnson, Tilley and Bowers, Journal of Experimental Criminology 2015; the quality of the evidence on each of
 * its five parts (EMMIE-Q) from 0 to 4.
 */
export const scales = {
  maryland: { name: 'grades.scale.maryland', lowest: 0, highest: 5, parts: ['maryland'] },
  grade: { name: 'grades.scale.grade', lowest: 1, highest: 4, parts: ['grade'] },
  emmie: {
    ...{ name: 'grades.scale.emmie', lowest: 0, highest: 4 },
    parts: ['effect', 'mechanism', 'moderators', 'implementation', 'economics'],
  },
} as const satisfies Record<
  string,
  { name: TextKey; lowest: number; highest: number; parts: readonly string[] }
>;

export type ScaleName = keyof typeof scales;
export const scaleNames = Object.keys(scales) as readonly ScaleName[];

/** What a part of a scale is called. */
export const partText = (part: (typeof scales)[ScaleName]['parts'][number]): TextKey =>
  `grades.part.${part}` as const;

/** The marks of a scale, lowest first. */
export const marksOf = (scale: ScaleName): number[] => {
  const { lowest, highest } = scales[scale];
  return Array.from({ length: highest - lowest + 1 }, (_, at) => lowest + at);
};

/** What a mark means, in plain words. */
export const markText = (scale: ScaleName, mark: number): TextKey =>
  `grades.mark.${scale}.${mark}` as TextKey;

/**
 * How far two marks are apart, from 0 to 1: further with every step between them. What is no study of an impact is not a
 * step below the first: from every other mark it is as far away as can be.
 */
export function differenceOn(scale: ScaleName, one: number, other: number): number {
  if (one === other) return 0;
  if (scale === 'maryland' && (one === 0 || other === 0)) return 1;
  const lowest = scale === 'maryland' ? 1 : scales[scale].lowest;
  return Math.abs(one - other) / (scales[scale].highest - lowest);
}
