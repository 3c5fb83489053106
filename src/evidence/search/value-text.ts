import { type TextKey, type Translate, textIn } from '../../platform/language/index.ts';
import { sayCountry } from '../record/countries.ts';
import { type RecordType, recordTypes } from '../record/kinds.ts';
import { languageText, type Said } from '../record/languages.ts';
import { typeText } from '../record/show-record.ts';
import { sayKeyword, type Wording } from '../thesaurus/wording.ts';

const typeTexts: ReadonlyMap<string, TextKey> = new Map(recordTypes.map(type => [type, typeText(type)]));

let codes: ReadonlyMap<string, RecordType> | undefined;

/** A type by what it is called in English or Welsh, as pages show it: `report` for “Adroddiad”; nothing for other words. */
export function typeCode(name: string): RecordType | undefined {
  codes ??= new Map(
    recordTypes.flatMap(type =>
      (['en', 'cy'] as const).map(
        language => [textIn(language)(typeText(type)).toLowerCase(), type] as const,
      ),
    ),
  );
  return codes.get(name.trim().toLowerCase());
}

/** A value of a facet as a reader reads it; the index has each in one language only. */
export function sayValue(facet: string, value: string, wording: Wording): Said {
  if (facet === 'country') return sayCountry(value, wording.t);
  if (facet === 'keyword') return sayKeyword(value, wording);
  return { text: valueText(facet, value, wording.t) };
}

function valueText(facet: string, value: string, t: Translate): string {
  if (facet === 'language') return languageText(value, t.language);
  if (facet === 'grade') return gradeText(value, t);
  const key = facet === 'type' ? typeTexts.get(value) : undefined;
  return key === undefined ? value : t(key);
}

const levels: ReadonlyMap<string, TextKey> = new Map([
  ['very low', 'finding.grade.veryLow'],
  ['low', 'finding.grade.low'],
  ['moderate', 'finding.grade.moderate'],
  ['high', 'finding.grade.high'],
]);

/** A grade, which evidence.facets_of writes as a scale and a mark. */
function gradeText(value: string, t: Translate): string {
  if (value === 'Not an impact study') return t('finding.grade.notImpact');
  const [, scale, mark = ''] = /^(Maryland scale|GRADE|EMMIE effect) (.+)$/.exec(value) ?? [];
  if (scale === 'Maryland scale') return t('finding.grade.maryland', { mark });
  if (scale === 'EMMIE effect') return t('finding.grade.emmie', { mark });
  const level = levels.get(mark);
  return level === undefined ? value : t(level);
}
