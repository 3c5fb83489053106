import addressesCy from '../../../locales/cy/addresses.json' with { type: 'json' };
import againCy from '../../../locales/cy/again.json' with { type: 'json' };
import annual2025Cy from '../../../locales/cy/annual2025.json' with { type: 'json' };
import askedCy from '../../../locales/cy/asked.json' with { type: 'json' };
import attachmentsCy from '../../../locales/cy/attachments.json' with { type: 'json' };
import auditCy from '../../../locales/cy/audit.json' with { type: 'json' };
import bringCy from '../../../locales/cy/bring.json' with { type: 'json' };
import careTeamCy from '../../../locales/cy/careTeam.json' with { type: 'json' };
import caseworkCy from '../../../locales/cy/casework.json' with { type: 'json' };
import chainsCy from '../../../locales/cy/chains.json' with { type: 'json' };
import change2023Cy from '../../../locales/cy/change2023.json' with { type: 'json' };
import characteristicsCy from '../../../locales/cy/characteristics.json' with { type: 'json' };
import citingCy from '../../../locales/cy/citing.json' with { type: 'json' };
import clocksCy from '../../../locales/cy/clocks.json' with { type: 'json' };
import conditionsCy from '../../../locales/cy/conditions.json' with { type: 'json' };
import datesCy from '../../../locales/cy/dates.json' with { type: 'json' };
import dischargeCy from '../../../locales/cy/discharge.json' with { type: 'json' };
import discharge2026Cy from '../../../locales/cy/discharge2026.json' with { type: 'json' };
import documentsCy from '../../../locales/cy/documents.json' with { type: 'json' };
import duplicatesCy from '../../../locales/cy/duplicates.json' with { type: 'json' };
import evidenceCy from '../../../locales/cy/evidence.json' with { type: 'json' };
import evidenceHarvestCy from '../../../locales/cy/evidence-harvest.json' with { type: 'json' };
import evidenceLinksCy from '../../../locales/cy/evidence-links.json' with { type: 'json' };
import extendedCy from '../../../locales/cy/extended.json' with { type: 'json' };
import figuresCy from '../../../locales/cy/figures.json' with { type: 'json' };
import filesCy from '../../../locales/cy/files.json' with { type: 'json' };
import findingCy from '../../../locales/cy/finding.json' with { type: 'json' };
import flagsCy from '../../../locales/cy/flags.json' with { type: 'json' };
import formatsCy from '../../../locales/cy/formats.json' with { type: 'json' };
import formsCy from '../../../locales/cy/forms.json' with { type: 'json' };
import gatesCy from '../../../locales/cy/gates.json' with { type: 'json' };
import gradesCy from '../../../locales/cy/grades.json' with { type: 'json' };
import identifiersCy from '../../../locales/cy/identifiers.json' with { type: 'json' };
import importCy from '../../../locales/cy/import.json' with { type: 'json' };
import instrumentsCy from '../../../locales/cy/instruments.json' with { type: 'json' };
import leaveApplication2024Cy from '../../../locales/cy/leave-application-2024.json' with { type: 'json' };
import leaveReportCy from '../../../locales/cy/leaveReport.json' with { type: 'json' };
import liaisonCy from '../../../locales/cy/liaison.json' with { type: 'json' };
import mailCy from '../../../locales/cy/mail.json' with { type: 'json' };
import mappaCy from '../../../locales/cy/mappa.json' with { type: 'json' };
import medicalCy from '../../../locales/cy/medical.json' with { type: 'json' };
import mhcsCy from '../../../locales/cy/mhcs.json' with { type: 'json' };
import movesCy from '../../../locales/cy/moves.json' with { type: 'json' };
import myCy from '../../../locales/cy/my.json' with { type: 'json' };
import offersCy from '../../../locales/cy/offers.json' with { type: 'json' };
import ownCy from '../../../locales/cy/own.json' with { type: 'json' };
import partsCy from '../../../locales/cy/parts.json' with { type: 'json' };
import peopleCy from '../../../locales/cy/people.json' with { type: 'json' };
import platformCy from '../../../locales/cy/platform.json' with { type: 'json' };
import prisonCy from '../../../locales/cy/prison.json' with { type: 'json' };
import prison2026Cy from '../../../locales/cy/prison2026.json' with { type: 'json' };
import recallCy from '../../../locales/cy/recall.json' with { type: 'json' };
import recall2026Cy from '../../../locales/cy/recall2026.json' with { type: 'json' };
import receivedCy from '../../../locales/cy/received.json' with { type: 'json' };
import registerCy from '../../../locales/cy/register.json' with { type: 'json' };
import remissionCy from '../../../locales/cy/remission.json' with { type: 'json' };
import reportingCy from '../../../locales/cy/reporting.json' with { type: 'json' };
import shelfCy from '../../../locales/cy/shelf.json' with { type: 'json' };
import statisticsCy from '../../../locales/cy/statistics.json' with { type: 'json' };
import summariesCy from '../../../locales/cy/summaries.json' with { type: 'json' };
import termsCy from '../../../locales/cy/terms.json' with { type: 'json' };
import transferCy from '../../../locales/cy/transfer.json' with { type: 'json' };
import tribunalCy from '../../../locales/cy/tribunal.json' with { type: 'json' };
import voiceCy from '../../../locales/cy/voice.json' with { type: 'json' };
import worklistCy from '../../../locales/cy/worklist.json' with { type: 'json' };
import addressesEn from '../../../locales/en/addresses.json' with { type: 'json' };
import againEn from '../../../locales/en/again.json' with { type: 'json' };
import annual2025En from '../../../locales/en/annual2025.json' with { type: 'json' };
import askedEn from '../../../locales/en/asked.json' with { type: 'json' };
import attachmentsEn from '../../../locales/en/attachments.json' with { type: 'json' };
import auditEn from '../../../locales/en/audit.json' with { type: 'json' };
import bringEn from '../../../locales/en/bring.json' with { type: 'json' };
import careTeamEn from '../../../locales/en/careTeam.json' with { type: 'json' };
import caseworkEn from '../../../locales/en/casework.json' with { type: 'json' };
import chainsEn from '../../../locales/en/chains.json' with { type: 'json' };
import change2023En from '../../../locales/en/change2023.json' with { type: 'json' };
import characteristicsEn from '../../../locales/en/characteristics.json' with { type: 'json' };
import citingEn from '../../../locales/en/citing.json' with { type: 'json' };
import clocksEn from '../../../locales/en/clocks.json' with { type: 'json' };
import conditionsEn from '../../../locales/en/conditions.json' with { type: 'json' };
import datesEn from '../../../locales/en/dates.json' with { type: 'json' };
import dischargeEn from '../../../locales/en/discharge.json' with { type: 'json' };
import discharge2026En from '../../../locales/en/discharge2026.json' with { type: 'json' };
import documentsEn from '../../../locales/en/documents.json' with { type: 'json' };
import duplicatesEn from '../../../locales/en/duplicates.json' with { type: 'json' };
import evidenceEn from '../../../locales/en/evidence.json' with { type: 'json' };
import evidenceHarvestEn from '../../../locales/en/evidence-harvest.json' with { type: 'json' };
import evidenceLinksEn from '../../../locales/en/evidence-links.json' with { type: 'json' };
import extendedEn from '../../../locales/en/extended.json' with { type: 'json' };
import figuresEn from '../../../locales/en/figures.json' with { type: 'json' };
import filesEn from '../../../locales/en/files.json' with { type: 'json' };
import findingEn from '../../../locales/en/finding.json' with { type: 'json' };
import flagsEn from '../../../locales/en/flags.json' with { type: 'json' };
import formatsEn from '../../../locales/en/formats.json' with { type: 'json' };
import formsEn from '../../../locales/en/forms.json' with { type: 'json' };
import gatesEn from '../../../locales/en/gates.json' with { type: 'json' };
import gradesEn from '../../../locales/en/grades.json' with { type: 'json' };
import identifiersEn from '../../../locales/en/identifiers.json' with { type: 'json' };
import importEn from '../../../locales/en/import.json' with { type: 'json' };
import instrumentsEn from '../../../locales/en/instruments.json' with { type: 'json' };
import leaveApplication2024En from '../../../locales/en/leave-application-2024.json' with { type: 'json' };
import leaveReportEn from '../../../locales/en/leaveReport.json' with { type: 'json' };
import liaisonEn from '../../../locales/en/liaison.json' with { type: 'json' };
import mailEn from '../../../locales/en/mail.json' with { type: 'json' };
import mappaEn from '../../../locales/en/mappa.json' with { type: 'json' };
import medicalEn from '../../../locales/en/medical.json' with { type: 'json' };
import mhcsEn from '../../../locales/en/mhcs.json' with { type: 'json' };
import movesEn from '../../../locales/en/moves.json' with { type: 'json' };
import myEn from '../../../locales/en/my.json' with { type: 'json' };
import offersEn from '../../../locales/en/offers.json' with { type: 'json' };
import ownEn from '../../../locales/en/own.json' with { type: 'json' };
import partsEn from '../../../locales/en/parts.json' with { type: 'json' };
import peopleEn from '../../../locales/en/people.json' with { type: 'json' };
import platformEn from '../../../locales/en/platform.json' with { type: 'json' };
import prisonEn from '../../../locales/en/prison.json' with { type: 'json' };
import prison2026En from '../../../locales/en/prison2026.json' with { type: 'json' };
import recallEn from '../../../locales/en/recall.json' with { type: 'json' };
import recall2026En from '../../../locales/en/recall2026.json' with { type: 'json' };
import receivedEn from '../../../locales/en/received.json' with { type: 'json' };
import registerEn from '../../../locales/en/register.json' with { type: 'json' };
import remissionEn from '../../../locales/en/remission.json' with { type: 'json' };
import reportingEn from '../../../locales/en/reporting.json' with { type: 'json' };
import shelfEn from '../../../locales/en/shelf.json' with { type: 'json' };
import statisticsEn from '../../../locales/en/statistics.json' with { type: 'json' };
import summariesEn from '../../../locales/en/summaries.json' with { type: 'json' };
import termsEn from '../../../locales/en/terms.json' with { type: 'json' };
import transferEn from '../../../locales/en/transfer.json' with { type: 'json' };
import tribunalEn from '../../../locales/en/tribunal.json' with { type: 'json' };
import voiceEn from '../../../locales/en/voice.json' with { type: 'json' };
import worklistEn from '../../../locales/en/worklist.json' with { type: 'json' };

/** The two languages that are equal before every page. */
export type Language = 'en' | 'cy';

export const languages: readonly Language[] = ['en', 'cy'];

// A new file of text is wired here: one import and one spread in each language. The static imports are what
// give every key its type, so that a misspelt key fails in the compiler and not in front of a reader.
const english = {
  ...platformEn,
  ...datesEn,
  ...documentsEn,
  ...extendedEn,
  ...filesEn,
  ...formatsEn,
  ...formsEn,
  ...mailEn,
  ...attachmentsEn,
  ...auditEn,
  ...peopleEn,
  ...voiceEn,
  ...movesEn,
  ...myEn,
  ...careTeamEn,
  ...caseworkEn,
  ...ownEn,
  ...partsEn,
  ...reportingEn,
  ...characteristicsEn,
  ...gatesEn,
  ...clocksEn,
  ...medicalEn,
  ...mhcsEn,
  ...remissionEn,
  ...shelfEn,
  ...statisticsEn,
  ...receivedEn,
  ...registerEn,
  ...importEn,
  ...identifiersEn,
  ...duplicatesEn,
  ...summariesEn,
  ...transferEn,
  ...tribunalEn,
  ...leaveReportEn,
  ...liaisonEn,
  ...conditionsEn,
  ...mappaEn,
  ...flagsEn,
  ...instrumentsEn,
  ...prison2026En,
  ...prisonEn,
  ...recall2026En,
  ...recallEn,
  ...addressesEn,
  ...leaveApplication2024En,
  ...againEn,
  ...annual2025En,
  ...askedEn,
  ...evidenceEn,
  ...evidenceLinksEn,
  ...evidenceHarvestEn,
  ...chainsEn,
  ...bringEn,
  ...citingEn,
  ...findingEn,
  ...termsEn,
  ...gradesEn,
  ...offersEn,
  ...figuresEn,
  ...worklistEn,
  ...dischargeEn,
  ...discharge2026En,
  ...change2023En,
};

/** A key of the catalogue, such as "people.signIn.title". */
export type TextKey = keyof typeof english;

// The annotation makes a key that is missing in Welsh a compile error.
const welsh: Readonly<Record<TextKey, string>> = {
  ...platformCy,
  ...datesCy,
  ...documentsCy,
  ...extendedCy,
  ...filesCy,
  ...formatsCy,
  ...formsCy,
  ...mailCy,
  ...attachmentsCy,
  ...auditCy,
  ...peopleCy,
  ...voiceCy,
  ...movesCy,
  ...myCy,
  ...careTeamCy,
  ...caseworkCy,
  ...ownCy,
  ...partsCy,
  ...reportingCy,
  ...characteristicsCy,
  ...gatesCy,
  ...clocksCy,
  ...medicalCy,
  ...mhcsCy,
  ...remissionCy,
  ...shelfCy,
  ...statisticsCy,
  ...receivedCy,
  ...registerCy,
  ...importCy,
  ...identifiersCy,
  ...duplicatesCy,
  ...summariesCy,
  ...transferCy,
  ...tribunalCy,
  ...leaveReportCy,
  ...liaisonCy,
  ...conditionsCy,
  ...mappaCy,
  ...flagsCy,
  ...instrumentsCy,
  ...prison2026Cy,
  ...prisonCy,
  ...recall2026Cy,
  ...recallCy,
  ...addressesCy,
  ...leaveApplication2024Cy,
  ...againCy,
  ...annual2025Cy,
  ...askedCy,
  ...evidenceCy,
  ...evidenceLinksCy,
  ...evidenceHarvestCy,
  ...chainsCy,
  ...bringCy,
  ...citingCy,
  ...findingCy,
  ...termsCy,
  ...gradesCy,
  ...offersCy,
  ...figuresCy,
  ...worklistCy,
  ...dischargeCy,
  ...discharge2026Cy,
  ...change2023Cy,
};

// Maps, because a key known only at run time might be "constructor", which every object answers to.
export const catalogue: Readonly<Record<Language, ReadonlyMap<string, string>>> = {
  en: new Map(Object.entries<string>(english)),
  cy: new Map(Object.entries<string>(welsh)),
};

/**
 * Whether a text known only at run time is a key of the catalogue.
 * @param key any text
 * @returns true when both languages hold a message under it
 */
export function isTextKey(key: string): key is TextKey {
  return catalogue.en.has(key) && catalogue.cy.has(key);
}

/** The keys that stand under a prefix, such as the names of all that can be asked for. */
export const keysUnder = (prefix: string): TextKey[] =>
  [...catalogue.en.keys()].filter(key => key.startsWith(prefix) && isTextKey(key)) as TextKey[];
