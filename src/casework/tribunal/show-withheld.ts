import { type Translate, textOf } from '../../platform/language/index.ts';
import { type Again, drawForm } from '../../platform/small-forms/index.ts';
import { showDay } from '../../platform/time/index.ts';
import { reportsToWithhold, type WithholdingState, withholdingOf } from '../rules/tribunal/withholding.ts';
import { withholdingFields } from './forms.ts';
import { standing, type Tribunal } from './queries/read-tribunals.ts';
import { stepKey } from './words.ts';

const colours = {
  asked: 'yellow',
  directed: 'red',
  refused: 'grey',
  lifted: 'grey',
} as const satisfies Record<WithholdingState, string>;

type Showing = { readonly t: Translate; readonly action: string; readonly again?: Again | undefined };

/**
 * Which reports are kept from the person, for the section and for those who report, with the form that records it.
 * @returns undefined while nothing has gone that could be kept from them
 */
export function withheldModel(tribunal: Tribunal, { t, action, again }: Showing) {
  const sent = standing(tribunal.steps).map(({ kind }) => kind);
  if (!reportsToWithhold.some(report => sent.includes(report))) return undefined;
  return {
    hint: t(tribunal.country === 'England' ? 'tribunal.withheld.hint' : 'tribunal.withheld.hintWales'),
    rows: reportsToWithhold.flatMap(report => {
      const last = withholdingOf(tribunal.withheld, report);
      if (!last) return [];
      const { state, onDay, recorder, recordedAs } = last;
      const whoever =
        recordedAs === 'section' ? t('tribunal.section') : textOf(t, `people.role.${recordedAs}`);
      return {
        ...{ report: t(stepKey(report)), day: showDay(onDay, t) },
        state: { text: t(`tribunal.withheld.${state}`), colour: colours[state] },
        by: t('tribunal.by', { who: recorder ?? whoever }),
      };
    }),
    form: drawForm(t, { action, fields: withholdingFields(sent), button: 'tribunal.button.withheld', again }),
  };
}
