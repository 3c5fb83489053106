import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Entry, entrySchema } from '../record/entry.ts';
import { recordTypes } from '../record/kinds.ts';
import { html, plain, type Rich } from './rich.ts';
import { cite, type Style, styleNames } from './styles.ts';

type Example = { readonly name: string; readonly entry: object } & { readonly [S in Style]: string };

/** Written by the manuals that each style names in its file; what stands between stars is set apart. */
const examples: readonly Example[] = [
  {
    name: 'a report by one person',
    entry: {
      type: 'report',
      title: 'A Review of service user involvement in prisons and probation trusts',
      creators: [{ role: 'author', family: 'Hayes', given: 'Sam' }],
      place: 'London',
      publisher: 'Clinks',
      year: 2011,
    },
    apa: 'Hayes, S. (2011). *A Review of service user involvement in prisons and probation trusts*. Clinks.',
    harvard:
      'Hayes, S. (2011) *A Review of service user involvement in prisons and probation trusts*. London: Clinks.',
    vancouver:
      'Hayes S. A Review of service user involvement in prisons and probation trusts. London: Clinks; 2011.',
    chicago:
      'Hayes, Sam. *A Review of service user involvement in prisons and probation trusts*. Clinks, 2011.',
    mla: 'Hayes, Sam. *A Review of service user involvement in prisons and probation trusts*. Clinks, 2011.',
    ieee: 'S. Hayes, “A Review of service user involvement in prisons and probation trusts,” Clinks, London, 2011.',
    oscola:
      'Sam Hayes, *A Review of service user involvement in prisons and probation trusts* (Clinks 2011).',
  },
  {
    name: 'a report by its own publisher, with a month and an address',
    entry: {
      type: 'report',
      title: 'Guidance for working with MAPPA',
      creators: [{ role: 'author', name: 'Example Office' }],
      publisher: 'Example Office',
      date: '2009-03',
      reportNumber: '12/09',
      url: 'https://example.org/a',
      accessed: '2011-04-06',
    },
    apa: 'Example Office. (2009). *Guidance for working with MAPPA* (No. 12/09). https://example.org/a',
    harvard:
      'Example Office (2009) *Guidance for working with MAPPA*. 12/09. Example Office. Available at: https://example.org/a (Accessed: 6 April 2011).',
    vancouver:
      'Example Office. Guidance for working with MAPPA [Internet]. Example Office; 2009 [cited 2011 Apr 6]. Report No.: 12/09. Available from: https://example.org/a',
    chicago:
      'Example Office. *Guidance for working with MAPPA*. 12/09. Example Office, 2009. https://example.org/a.',
    mla: '*Guidance for working with MAPPA*. 12/09, Example Office, 2009, https://example.org/a.',
    ieee: 'Example Office, “Guidance for working with MAPPA,” Example Office, Rep. 12/09, 2009. Accessed: Apr. 6, 2011. [Online]. Available: https://example.org/a',
    oscola:
      'Example Office, *Guidance for working with MAPPA* (12/09, Example Office 2009) <https://example.org/a> accessed 6 April 2011.',
  },
  {
    name: 'an article by three people',
    entry: {
      type: 'article',
      title: 'Blood barrier breach',
      creators: [
        { role: 'author', family: 'Baldwin', given: 'S.A.' },
        { role: 'author', family: 'Fugaccia', given: 'Ida' },
        { role: 'author', family: 'Brown', given: 'D.R.' },
      ],
      container: 'Journal of Neurosurgery',
      containerShort: 'J. Neurosurg.',
      volume: '85',
      issue: '3',
      pages: '476-481',
      date: '1996',
      doi: '10.1234/abc',
    },
    apa: 'Baldwin, S. A., Fugaccia, I., & Brown, D. R. (1996). Blood barrier breach. *Journal of Neurosurgery*, *85*(3), 476–481. https://doi.org/10.1234/abc',
    harvard:
      'Baldwin, S.A., Fugaccia, I. and Brown, D.R. (1996) ‘Blood barrier breach’, *Journal of Neurosurgery*, 85(3), pp. 476–481. Available at: https://doi.org/10.1234/abc.',
    vancouver:
      'Baldwin SA, Fugaccia I, Brown DR. Blood barrier breach. J Neurosurg. 1996;85(3):476-81. doi: 10.1234/abc',
    chicago:
      'Baldwin, S. A., Ida Fugaccia, and D. R. Brown. “Blood barrier breach.” *Journal of Neurosurgery* 85, no. 3 (1996): 476–81. https://doi.org/10.1234/abc.',
    mla: 'Baldwin, S. A., et al. “Blood barrier breach.” *Journal of Neurosurgery*, vol. 85, no. 3, 1996, pp. 476–81, https://doi.org/10.1234/abc.',
    ieee: 'S. A. Baldwin, I. Fugaccia, and D. R. Brown, “Blood barrier breach,” *J. Neurosurg.*, vol. 85, no. 3, pp. 476–481, 1996, doi: 10.1234/abc.',
    oscola:
      'SA Baldwin, Ida Fugaccia and DR Brown, ‘Blood barrier breach’ (1996) 85(3) Journal of Neurosurgery 476 <https://doi.org/10.1234/abc>.',
  },
  {
    name: 'a second edition by two, whose title asks',
    entry: {
      type: 'book',
      title: 'Prisons?',
      creators: [
        { role: 'author', family: 'Hayes', given: 'Sam' },
        { role: 'author', family: 'Smith', given: 'Jean-Paul' },
      ],
      place: 'London',
      publisher: 'Example Press',
      edition: '2',
      year: 2015,
    },
    apa: 'Hayes, S., & Smith, J.-P. (2015). *Prisons?* (2nd ed.). Example Press.',
    harvard: 'Hayes, S. and Smith, J.-P. (2015) *Prisons?* 2nd edn. London: Example Press.',
    vancouver: 'Hayes S, Smith JP. Prisons? 2nd ed. London: Example Press; 2015.',
    chicago: 'Hayes, Sam, and Jean-Paul Smith. *Prisons?* 2nd ed. Example Press, 2015.',
    mla: 'Hayes, Sam, and Jean-Paul Smith. *Prisons?* 2nd ed., Example Press, 2015.',
    ieee: 'S. Hayes and J.-P. Smith, *Prisons?*, 2nd ed. London: Example Press, 2015.',
    oscola: 'Sam Hayes and Jean-Paul Smith, *Prisons?* (2nd edn, Example Press 2015).',
  },
  {
    name: 'a book that has editors alone',
    entry: {
      type: 'book',
      title: 'Prisons of Wales',
      creators: [
        { role: 'editor', family: 'Hayes', given: 'Sam' },
        { role: 'editor', family: 'Smith', given: 'Jo' },
      ],
      publisher: 'Example Press',
      year: 2015,
    },
    apa: 'Hayes, S., & Smith, J. (Eds.). (2015). *Prisons of Wales*. Example Press.',
    harvard: 'Hayes, S. and Smith, J. (eds) (2015) *Prisons of Wales*. Example Press.',
    vancouver: 'Hayes S, Smith J, editors. Prisons of Wales. Example Press; 2015.',
    chicago: 'Hayes, Sam, and Jo Smith, eds. *Prisons of Wales*. Example Press, 2015.',
    mla: 'Hayes, Sam, and Jo Smith, editors. *Prisons of Wales*. Example Press, 2015.',
    ieee: 'S. Hayes and J. Smith, Eds., *Prisons of Wales*. Example Press, 2015.',
    oscola: 'Sam Hayes and Jo Smith (eds), *Prisons of Wales* (Example Press 2015).',
  },
  {
    name: 'a chapter',
    entry: {
      type: 'chapter',
      title: 'Councils',
      creators: [
        { role: 'author', family: 'Hayes', given: 'Sam' },
        { role: 'editor', family: 'Smith', given: 'Jo' },
        { role: 'editor', family: 'Jones', given: 'Al' },
      ],
      container: 'Prisons of Wales',
      pages: '12-34',
      publisher: 'Example Press',
      place: 'Cardiff',
      year: 2015,
    },
    apa: 'Hayes, S. (2015). Councils. In J. Smith & A. Jones (Eds.), *Prisons of Wales* (pp. 12–34). Example Press.',
    harvard:
      'Hayes, S. (2015) ‘Councils’, in J. Smith and A. Jones (eds) *Prisons of Wales*. Cardiff: Example Press, pp. 12–34.',
    vancouver:
      'Hayes S. Councils. In: Smith J, Jones A, editors. Prisons of Wales. Cardiff: Example Press; 2015. p. 12-34.',
    chicago:
      'Hayes, Sam. “Councils.” In *Prisons of Wales*, edited by Jo Smith and Al Jones. Example Press, 2015.',
    mla: 'Hayes, Sam. “Councils.” *Prisons of Wales*, edited by Jo Smith and Al Jones, Example Press, 2015, pp. 12–34.',
    ieee: 'S. Hayes, “Councils,” in *Prisons of Wales*, J. Smith and A. Jones, Eds. Cardiff: Example Press, 2015, pp. 12–34.',
    oscola: 'Sam Hayes, ‘Councils’ in Jo Smith and Al Jones (eds), *Prisons of Wales* (Example Press 2015).',
  },
  {
    name: 'a chapter of a second edition, whose editors have two names',
    entry: {
      type: 'chapter',
      title: 'Courts and care',
      creators: [
        { role: 'author', family: 'Peay', given: 'Jill' },
        { role: 'editor', family: 'Gunn', given: 'John' },
        { role: 'editor', family: 'Taylor', given: 'Pamela J.' },
      ],
      ...{ year: 2014, container: 'Forensic Psychiatry', edition: '2', pages: '12-40' },
      ...{ publisher: 'CRC Press', place: 'Boca Raton' },
    },
    apa: 'Peay, J. (2014). Courts and care. In J. Gunn & P. J. Taylor (Eds.), *Forensic Psychiatry* (2nd ed., pp. 12–40). CRC Press.',
    harvard:
      'Peay, J. (2014) ‘Courts and care’, in J. Gunn and P.J. Taylor (eds) *Forensic Psychiatry*. 2nd edn. Boca Raton: CRC Press, pp. 12–40.',
    vancouver:
      'Peay J. Courts and care. In: Gunn J, Taylor PJ, editors. Forensic Psychiatry. 2nd ed. Boca Raton: CRC Press; 2014. p. 12-40.',
    chicago:
      'Peay, Jill. “Courts and care.” In *Forensic Psychiatry*, 2nd ed., edited by John Gunn and Pamela J. Taylor. CRC Press, 2014.',
    mla: 'Peay, Jill. “Courts and care.” *Forensic Psychiatry*, edited by John Gunn and Pamela J. Taylor, 2nd ed., CRC Press, 2014, pp. 12–40.',
    ieee: 'J. Peay, “Courts and care,” in *Forensic Psychiatry*, 2nd ed., J. Gunn and P. J. Taylor, Eds. Boca Raton: CRC Press, 2014, pp. 12–40.',
    oscola:
      'Jill Peay, ‘Courts and care’ in John Gunn and Pamela J Taylor (eds), *Forensic Psychiatry* (2nd edn, CRC Press 2014).',
  },
  {
    name: 'a command paper',
    entry: {
      type: 'report',
      title: 'Closing the gap',
      creators: [{ role: 'author', name: 'Ministry of Justice' }],
      ...{ year: 2012, reportNumber: 'Cm 1234', publisher: 'The Stationery Office', place: 'London' },
    },
    apa: 'Ministry of Justice. (2012). *Closing the gap* (Cm 1234). The Stationery Office.',
    harvard: 'Ministry of Justice (2012) *Closing the gap*. Cm 1234. London: The Stationery Office.',
    vancouver:
      'Ministry of Justice. Closing the gap. London: The Stationery Office; 2012. Report No.: Cm 1234.',
    chicago: 'Ministry of Justice. *Closing the gap*. Cm 1234. The Stationery Office, 2012.',
    mla: 'Ministry of Justice. *Closing the gap*. Cm 1234, The Stationery Office, 2012.',
    ieee: 'Ministry of Justice, “Closing the gap,” The Stationery Office, London, Rep. Cm 1234, 2012.',
    oscola: 'Ministry of Justice, *Closing the gap* (Cm 1234, 2012).',
  },
  {
    name: 'a preprint, which nobody published but where it stands',
    entry: {
      type: 'preprint',
      title: 'Councils',
      creators: [{ role: 'author', family: 'Lee', given: 'Kim H.' }],
      ...{ year: 2023, doi: '10.1101/1.2', container: 'medRxiv' },
    },
    apa: 'Lee, K. H. (2023). *Councils*. medRxiv. https://doi.org/10.1101/1.2',
    harvard: 'Lee, K.H. (2023) *Councils*. medRxiv. Available at: https://doi.org/10.1101/1.2.',
    vancouver: 'Lee KH. Councils. medRxiv; 2023. doi: 10.1101/1.2',
    chicago: 'Lee, Kim H. *Councils*. medRxiv, 2023. https://doi.org/10.1101/1.2.',
    mla: 'Lee, Kim H. *Councils*. medRxiv, 2023, https://doi.org/10.1101/1.2.',
    ieee: 'K. H. Lee, “Councils,” medRxiv, 2023, doi: 10.1101/1.2.',
    oscola: 'Kim H Lee, *Councils* (medRxiv 2023) <https://doi.org/10.1101/1.2>.',
  },
  {
    name: 'data by an office, that nobody else published',
    entry: {
      type: 'dataset',
      title: 'Restricted patients',
      creators: [{ role: 'author', name: 'Example Office' }],
      ...{ year: 2020, url: 'https://example.org/d' },
    },
    apa: 'Example Office. (2020). *Restricted patients* [Data set]. https://example.org/d',
    harvard: 'Example Office (2020) *Restricted patients*. Available at: https://example.org/d.',
    vancouver: 'Example Office. Restricted patients [Internet]. 2020. Available from: https://example.org/d',
    chicago: 'Example Office. *Restricted patients*. 2020. https://example.org/d.',
    mla: 'Example Office. *Restricted patients*. 2020, https://example.org/d.',
    ieee: 'Example Office, “Restricted patients,” 2020. [Online]. Available: https://example.org/d',
    oscola: 'Example Office, *Restricted patients* (2020) <https://example.org/d>.',
  },
  {
    name: 'a thesis',
    entry: {
      type: 'thesis',
      title: 'Voices inside',
      creators: [{ role: 'author', family: 'Hayes', given: 'Sam' }],
      genre: 'PhD thesis',
      publisher: 'University of Examples',
      year: 2018,
    },
    apa: 'Hayes, S. (2018). *Voices inside* [PhD thesis, University of Examples].',
    harvard: 'Hayes, S. (2018) *Voices inside*. PhD thesis. University of Examples.',
    vancouver: 'Hayes S. Voices inside [dissertation]. University of Examples; 2018.',
    chicago: 'Hayes, Sam. “Voices inside.” PhD thesis, University of Examples, 2018.',
    mla: 'Hayes, Sam. *Voices inside*. 2018. University of Examples, PhD thesis.',
    ieee: 'S. Hayes, “Voices inside,” PhD thesis, University of Examples, 2018.',
    oscola: 'Sam Hayes, ‘Voices inside’ (PhD thesis, University of Examples 2018).',
  },
  {
    name: 'an Act',
    entry: {
      type: 'legislation',
      title: 'Mental Health Act 1983',
      reportNumber: 'c. 20',
      url: 'https://www.legislation.gov.uk/ukpga/1983/20',
      year: 1983,
      accessed: '2020-01-02',
    },
    apa: 'Mental Health Act 1983, c. 20. https://www.legislation.gov.uk/ukpga/1983/20',
    harvard:
      '*Mental Health Act 1983*, c. 20. Available at: https://www.legislation.gov.uk/ukpga/1983/20 (Accessed: 2 January 2020).',
    vancouver: 'Mental Health Act 1983, c. 20. Available from: https://www.legislation.gov.uk/ukpga/1983/20',
    chicago: 'Mental Health Act 1983, c. 20. https://www.legislation.gov.uk/ukpga/1983/20.',
    mla: 'Mental Health Act 1983, c. 20, https://www.legislation.gov.uk/ukpga/1983/20.',
    ieee: 'Mental Health Act 1983, c. 20. Accessed: Jan. 2, 2020. [Online]. Available: https://www.legislation.gov.uk/ukpga/1983/20',
    oscola: 'Mental Health Act 1983.',
  },
  {
    name: 'a case',
    entry: { type: 'case', title: 'R v Example', reportNumber: '[2019] EWCA Crim 1', year: 2019 },
    apa: '*R v Example* [2019] EWCA Crim 1.',
    harvard: '*R v Example* [2019] EWCA Crim 1.',
    vancouver: 'R v Example [2019] EWCA Crim 1.',
    chicago: '*R v Example*, [2019] EWCA Crim 1.',
    mla: '*R v Example*, [2019] EWCA Crim 1.',
    ieee: '*R v Example*, [2019] EWCA Crim 1.',
    oscola: '*R v Example* [2019] EWCA Crim 1.',
  },
  {
    name: 'a web page with its day',
    entry: {
      type: 'web page',
      title: 'Who we are',
      creators: [{ role: 'author', name: 'Example Trust' }],
      container: 'Example Trust online',
      date: '2020-05-14',
      url: 'https://example.org/who',
      accessed: '2021-09-02',
    },
    apa: 'Example Trust. (2020, May 14). *Who we are*. Example Trust online. https://example.org/who',
    harvard:
      'Example Trust (2020) *Who we are*. Available at: https://example.org/who (Accessed: 2 September 2021).',
    vancouver:
      'Example Trust. Who we are [Internet]. Example Trust online; 2020 [cited 2021 Sep 2]. Available from: https://example.org/who',
    chicago: 'Example Trust. “Who we are.” Example Trust online. May 14, 2020. https://example.org/who.',
    mla: 'Example Trust. “Who we are.” *Example Trust online*, 14 May 2020, https://example.org/who.',
    ieee: 'Example Trust. “Who we are.” Example Trust online. Accessed: Sep. 2, 2021. [Online]. Available: https://example.org/who',
    oscola:
      'Example Trust, ‘Who we are’ (*Example Trust online*, 14 May 2020) <https://example.org/who> accessed 2 September 2021.',
  },
  {
    name: 'a web page without a date or an author',
    entry: { type: 'web page', title: 'Who we are', url: 'https://example.org/who', accessed: '2021-09-02' },
    apa: '*Who we are*. (n.d.). Retrieved September 2, 2021, from https://example.org/who',
    harvard: '*Who we are* (no date). Available at: https://example.org/who (Accessed: 2 September 2021).',
    vancouver:
      'Who we are [Internet]. [date unknown] [cited 2021 Sep 2]. Available from: https://example.org/who',
    chicago: '“Who we are.” n.d. Accessed September 2, 2021. https://example.org/who.',
    mla: '“Who we are.” https://example.org/who. Accessed 2 Sept. 2021.',
    ieee: '“Who we are.” Accessed: Sep. 2, 2021. [Online]. Available: https://example.org/who',
    oscola: '‘Who we are’ <https://example.org/who> accessed 2 September 2021.',
  },
  {
    name: 'a report without a date or an author',
    entry: { type: 'report', title: 'Who we are', publisher: 'Clinks' },
    apa: '*Who we are*. (n.d.). Clinks.',
    harvard: '*Who we are* (no date). Clinks.',
    vancouver: 'Who we are. Clinks; [date unknown].',
    chicago: '*Who we are*. Clinks, n.d.',
    mla: '*Who we are*. Clinks.',
    ieee: '“Who we are,” Clinks, n.d.',
    oscola: '*Who we are* (Clinks).',
  },
  {
    name: 'a report by four people',
    entry: {
      type: 'report',
      title: 'Four',
      creators: [
        { role: 'author', family: 'Alder', given: 'Ann' },
        { role: 'author', family: 'Birch', given: 'Bo' },
        { role: 'author', family: 'Cedar', given: 'Cy' },
        { role: 'author', family: 'Dock', given: 'Di' },
      ],
      publisher: 'Clinks',
      year: 2001,
    },
    apa: 'Alder, A., Birch, B., Cedar, C., & Dock, D. (2001). *Four*. Clinks.',
    harvard: 'Alder, A. *et al.* (2001) *Four*. Clinks.',
    vancouver: 'Alder A, Birch B, Cedar C, Dock D. Four. Clinks; 2001.',
    chicago: 'Alder, Ann, Bo Birch, Cy Cedar, and Di Dock. *Four*. Clinks, 2001.',
    mla: 'Alder, Ann, et al. *Four*. Clinks, 2001.',
    ieee: 'A. Alder, B. Birch, C. Cedar, and D. Dock, “Four,” Clinks, 2001.',
    oscola: 'Ann Alder and others, *Four* (Clinks 2001).',
  },
  {
    name: 'a report by seven people',
    entry: {
      type: 'report',
      title: 'Seven',
      creators: [
        { role: 'author', family: 'Alder', given: 'Ann' },
        { role: 'author', family: 'Birch', given: 'Bo' },
        { role: 'author', family: 'Cedar', given: 'Cy' },
        { role: 'author', family: 'Dock', given: 'Di' },
        { role: 'author', family: 'Ember', given: 'Eve' },
        { role: 'author', family: 'Fern', given: 'Flo' },
        { role: 'author', family: 'Gale', given: 'Gus' },
      ],
      publisher: 'Clinks',
      year: 2001,
    },
    apa: 'Alder, A., Birch, B., Cedar, C., Dock, D., Ember, E., Fern, F., & Gale, G. (2001). *Seven*. Clinks.',
    harvard: 'Alder, A. *et al.* (2001) *Seven*. Clinks.',
    vancouver: 'Alder A, Birch B, Cedar C, Dock D, Ember E, Fern F, et al. Seven. Clinks; 2001.',
    chicago: 'Alder, Ann, Bo Birch, Cy Cedar, et al. *Seven*. Clinks, 2001.',
    mla: 'Alder, Ann, et al. *Seven*. Clinks, 2001.',
    ieee: 'A. Alder *et al.*, “Seven,” Clinks, 2001.',
    oscola: 'Ann Alder and others, *Seven* (Clinks 2001).',
  },
  {
    name: 'an article in a newspaper',
    entry: {
      type: 'newspaper article',
      title: 'Jail news',
      creators: [{ role: 'author', family: 'Hayes', given: 'Sam' }],
      container: 'The Example Times',
      date: '2012-06-07',
      pages: '4',
    },
    apa: 'Hayes, S. (2012, June 7). Jail news. *The Example Times*, 4.',
    harvard: 'Hayes, S. (2012) ‘Jail news’, *The Example Times*, 7 June, p. 4.',
    vancouver: 'Hayes S. Jail news. The Example Times. 2012 Jun 7:4.',
    chicago: 'Hayes, Sam. “Jail news.” *The Example Times*, June 7, 2012.',
    mla: 'Hayes, Sam. “Jail news.” *The Example Times*, 7 June 2012, p. 4.',
    ieee: 'S. Hayes, “Jail news,” *The Example Times*, p. 4, June 2012.',
    oscola: 'Sam Hayes, ‘Jail news’ *The Example Times* (7 June 2012) 4.',
  },
];

const marked = (rich: Rich) =>
  rich.map(piece => (typeof piece === 'string' ? piece : `*${piece.em}*`)).join('');

for (const example of examples)
  test(`every style cites ${example.name} as its manual does`, () => {
    const entry = entrySchema.parse(example.entry);
    for (const style of styleNames) assert.equal(marked(cite(entry, style)), example[style], style);
  });

test('of more than twenty authors APA names nineteen and the last', () => {
  const creators = Array.from({ length: 22 }, (_, place) => ({
    role: 'author' as const,
    family: `N${place}`,
    given: 'Al',
  }));
  const text = plain(cite({ type: 'report', title: 'Many', creators, year: 2001 }, 'apa'));
  assert.equal(text.match(/N\d+, A\./g)?.length, 20);
  assert.ok(text.includes('N18, A., . . . N21, A. (2001)'), text);
});

test('an Act that is listed without its year is cited with it, and a number that its title says is not said twice', () => {
  const act: Entry = { type: 'legislation', title: 'Prison Act', year: 1952 };
  assert.equal(plain(cite(act, 'oscola')), 'Prison Act 1952.');
  const heard: Entry = {
    type: 'case',
    title: 'R v Example [2019] EWCA Crim 1',
    reportNumber: '[2019] EWCA Crim 1',
  };
  assert.equal(plain(cite(heard, 'apa')), 'R v Example [2019] EWCA Crim 1.');
});

const citedAs = (entry: object, style: Style) => plain(cite(entrySchema.parse(entry), style));
/** Each with one entry, in some styles, and what the manual has them say. */
const finer: [what: string, entry: object, expected: Partial<Record<Style, string>>][] = [
  [
    'an instrument has its number, an Act its year once',
    { type: 'legislation', title: 'Mental Health (Hospital) Regulations 2008', reportNumber: '2008/1184' },
    {
      oscola: 'Mental Health (Hospital) Regulations 2008, SI 2008/1184.',
      apa: 'Mental Health (Hospital) Regulations 2008, SI 2008/1184.',
    },
  ],
  [
    'an Act whose chapter a catalogue writes with its year',
    { type: 'legislation', title: 'Mental Health Act 1983', year: 1983, reportNumber: '1983 c. 20' },
    { apa: 'Mental Health Act 1983, c. 20.', oscola: 'Mental Health Act 1983.' },
  ],
  [
    'a bill of the Lords with its session',
    { type: 'bill', title: 'Mental Health Bill [HL]', reportNumber: '47', others: { session: '2024-25' } },
    { oscola: 'Mental Health HL Bill (2024–25) 47.' },
  ],
  [
    'a bill of the Commons',
    { type: 'bill', title: 'Victims Bill', reportNumber: 'Bill 31 (2022–23)', year: 2022 },
    { oscola: 'Victims HC Bill (2022–23) [31].' },
  ],
  [
    'an article that has a number in place of pages',
    { type: 'article', title: 'Voices', container: 'PLoS ONE', volume: '9', year: 2014, pages: 'e12345' },
    {
      apa: 'Voices. (2014). PLoS ONE, 9, Article e12345.',
      harvard: '‘Voices’ (2014), PLoS ONE, 9, article e12345.',
      vancouver: 'Voices. PLoS ONE. 2014;9:e12345.',
      chicago: '“Voices.” PLoS ONE 9 (2014): e12345.',
      mla: '“Voices.” PLoS ONE, vol. 9, 2014, article e12345.',
      ieee: '“Voices,” PLoS ONE, vol. 9, Art. no. e12345, 2014.',
      oscola: '‘Voices’ (2014) 9 PLoS ONE e12345.',
    },
  ],
  [
    'an article whose record says that it is one, in a journal that counts its issues alone',
    { type: 'article', title: 'What works?', container: 'A Journal', issue: '200', pages: 'Article 195' },
    {
      apa: 'What works? (n.d.). A Journal, (200), Article 195.',
      ieee: '“What works?” A Journal, no. 200, Art. no. 195, n.d.',
      oscola: '‘What works?’ (nd) 200 A Journal 195.',
    },
  ],
  [
    'a review of Cochrane, which has a number',
    { type: 'article', title: 'Voices', container: 'Cochrane', year: 2014, pages: 'CD010316' },
    { mla: '“Voices.” Cochrane, 2014, article CD010316.' },
  ],
  [
    'an article whose number came in a place of its own',
    {
      type: 'article',
      title: 'Voices',
      container: 'A Journal',
      year: 2014,
      others: { articleNumber: '195' },
    },
    { apa: 'Voices. (2014). A Journal, Article 195.', oscola: '‘Voices’ [2014] A Journal 195.' },
  ],
  [
    'a chapter that was read on the web',
    { type: 'chapter', title: 'Voices', container: 'A book', year: 2014, url: 'https://example.org/v' },
    { vancouver: 'Voices. In: A book [Internet]. 2014. Available from: https://example.org/v' },
  ],
  [
    'a case with its number and its report',
    {
      ...{ type: 'case', title: 'R v Vowles', year: 2015, reportNumber: '[2015] EWCA Crim 45' },
      ...{ container: 'WLR', volume: '1', pages: '5131-5190' },
    },
    { oscola: 'R v Vowles [2015] EWCA Crim 45, [2015] 1 WLR 5131.' },
  ],
  [
    'a case that was reported in a volume of many',
    { type: 'case', title: 'R v A', year: 1978, container: 'Cr App R', volume: '66', pages: '56' },
    { apa: 'R v A (1978) 66 Cr App R 56.', chicago: 'R v A, (1978) 66 Cr App R 56.' },
  ],
  [
    'a title that quotes',
    { type: 'article', title: '“Brick walls”: views', container: 'A Journal', year: 2014 },
    {
      chicago: '“‘Brick walls’: views.” A Journal (2014).',
      harvard: '‘“Brick walls”: views’ (2014), A Journal.',
    },
  ],
  [
    'a title that ends in a question that it quotes',
    { type: 'article', title: 'Who asks “why?”', container: 'A Journal', year: 2014, pages: '100-105' },
    {
      chicago: '“Who asks ‘why?’” A Journal (2014): 100–105.',
      mla: '“Who asks ‘why?’” A Journal, 2014, pp. 100–05.',
      ieee: '“Who asks ‘why?’” A Journal, pp. 100–105, 2014.',
      vancouver: 'Who asks “why?” A Journal. 2014:100-5.',
    },
  ],
  [
    'a day that no calendar has',
    { type: 'newspaper article', title: 'News', container: 'A Paper', date: '2011-14-40', year: 2011 },
    { apa: 'News. (2011). A Paper.', mla: '“News.” A Paper, 2011.', chicago: '“News.” A Paper, 2011.' },
  ],
  [
    'pages right after a hundred',
    { type: 'article', title: 'Voices', container: 'A Journal', year: 2014, pages: '1201-1208' },
    { chicago: '“Voices.” A Journal (2014): 1201–8.', mla: '“Voices.” A Journal, 2014, pp. 1201–08.' },
  ],
  [
    'part of proceedings of which no publisher is known',
    { type: 'conference paper', title: 'Talk', container: 'Proceedings', year: 2012, pages: '1-2' },
    { harvard: '‘Talk’ (2012), in Proceedings, pp. 1–2.' },
  ],
  [
    'somebody whose name has a particle, wherever it is kept',
    {
      ...{ type: 'book', title: 'Letters', year: 1914 },
      creators: [
        { role: 'author', family: 'Gogh', given: 'Vincent van' },
        { role: 'author', family: 'de la Cruz', given: 'Ana' },
      ],
    },
    {
      apa: 'Gogh, V. van, & de la Cruz, A. (1914). Letters.',
      harvard: 'Gogh, V. van and de la Cruz, A. (1914) Letters.',
      vancouver: 'van Gogh V, de la Cruz A. Letters. 1914.',
      chicago: 'Gogh, Vincent van, and Ana de la Cruz. Letters. 1914.',
      ieee: 'V. van Gogh and A. de la Cruz, Letters. 1914.',
      oscola: 'Vincent van Gogh and Ana de la Cruz, Letters (1914).',
    },
  ],
  [
    'a title that quotes in single marks and has an apostrophe',
    { type: 'article', title: 'Prisoners’ views on ‘what’s heard’', container: 'A Journal', year: 2014 },
    {
      oscola: '‘Prisoners’ views on “what’s heard”’ [2014] A Journal.',
      mla: '“Prisoners’ views on ‘what’s heard’.” A Journal, 2014.',
    },
  ],
  [
    'a report by two organisations, in a series',
    {
      ...{ type: 'report', title: 'Joint', year: 2001, publisher: 'Home Office' },
      creators: ['Clinks', 'Nacro'].map(name => ({ role: 'author', name })),
      ...{ series: 'Home Office Research Study', seriesNumber: '210' },
    },
    {
      apa: 'Clinks & Nacro. (2001). Joint (Home Office Research Study No. 210). Home Office.',
      harvard: 'Clinks and Nacro (2001) Joint. Home Office Research Study 210. Home Office.',
      vancouver: 'Clinks; Nacro. Joint. Home Office; 2001. Home Office Research Study 210.',
      chicago: 'Clinks and Nacro. Joint. Home Office Research Study 210. Home Office, 2001.',
      mla: 'Clinks and Nacro. Joint. Home Office Research Study 210, Home Office, 2001.',
      ieee: 'Clinks and Nacro, “Joint,” Home Office, Home Office Research Study 210, 2001.',
      oscola: 'Clinks and Nacro, Joint (Home Office Research Study 210, Home Office 2001).',
    },
  ],
  [
    'a volume of a book by somebody who is the second of his name',
    {
      ...{ type: 'book', title: 'Strength', year: 1963, publisher: 'Harper', volume: 'Vol. 2' },
      creators: [
        { role: 'author', family: 'Hayes', given: 'Sam' },
        { role: 'author', family: 'King', given: 'Martin Luther, Jr.' },
      ],
    },
    {
      apa: 'Hayes, S., & King, M. L., Jr. (1963). Strength (Vol. 2). Harper.',
      vancouver: 'Hayes S, King ML Jr. Strength. Vol. 2. Harper; 1963.',
      chicago: 'Hayes, Sam, and Martin Luther King Jr. Strength. Vol. 2. Harper, 1963.',
      ieee: 'S. Hayes and M. L. King Jr., Strength, vol. 2. Harper, 1963.',
      oscola: 'Sam Hayes and Martin Luther King Jr, Strength, vol 2 (Harper 1963).',
    },
  ],
  [
    'a paper that was read and never printed',
    { type: 'conference paper', title: 'Talk', event: 'Conference on Care', place: 'Leeds', year: 2012 },
    {
      apa: 'Talk [Paper presentation]. (2012). Conference on Care, Leeds.',
      chicago: 'Talk. Paper presented at Conference on Care. 2012.',
    },
  ],
  [
    'a thesis that calls itself a degree, read on the web in a month',
    { type: 'thesis', title: 'Voices', genre: 'PhD', publisher: 'University of Examples', year: 2018 },
    {
      harvard: 'Voices (2018). PhD thesis. University of Examples.',
      oscola: '‘Voices’ (PhD thesis, University of Examples 2018).',
    },
  ],
  [
    'what was read in a month',
    { type: 'thesis', title: 'Voices', year: 2018, url: 'https://example.org/v', accessed: '2011-04' },
    {
      ieee: '“Voices,” Thesis, 2018. Accessed: Apr. 2011. [Online]. Available: https://example.org/v',
      vancouver:
        'Voices [dissertation on the Internet]. 2018 [cited 2011 Apr]. Available from: https://example.org/v',
    },
  ],
  [
    'what somebody wrote for a blog',
    { type: 'blog post', title: 'Why we care', container: 'Clinks blog', date: '2021-03-04' },
    {
      apa: 'Why we care. (2021, March 4). Clinks blog.',
      harvard: '‘Why we care’ (2021), Clinks blog, 4 March.',
    },
  ],
];

for (const [what, entry, expected] of finer)
  test(`as the manuals have it: ${what}`, () => {
    for (const [style, text] of Object.entries(expected))
      assert.equal(citedAs(entry, style as Style), text, style);
  });

test('what is copied is text and never markup', () => {
  const entry: Entry = { type: 'book', title: '<img src=x onerror="a()"> & more', year: 2001 };
  for (const style of styleNames)
    assert.doesNotMatch(html(cite(entry, style)).replace(/<\/?em>/g, ''), /<|&(?!amp;|lt;|gt;|quot;)/);
});

const word = fc.stringMatching(/^[a-z]{1,8}$/);
const perhaps = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const anyEntry = fc
  .record({
    type: fc.constantFrom(...recordTypes),
    title: word,
    creators: fc.array(
      fc.record({ role: fc.constantFrom('author' as const, 'editor' as const), family: word }),
      { maxLength: 8 },
    ),
    ...{
      date: perhaps(fc.constantFrom('2011', '2011-04', '2011-04-06', 'Spring 2011')),
      publisher: perhaps(word),
    },
    ...{
      place: perhaps(word),
      pages: perhaps(fc.constantFrom('4', '4-5', 'e12')),
      volume: perhaps(word),
      issue: perhaps(word),
    },
    ...{
      edition: perhaps(fc.constantFrom('2', '3rd', 'Revised')),
      container: perhaps(word),
      genre: perhaps(word),
    },
    ...{
      reportNumber: perhaps(word),
      url: perhaps(fc.constant('https://example.org/a')),
      accessed: perhaps(fc.constant('2012-01-02')),
    },
  })
  .map(entry => entrySchema.parse(JSON.parse(JSON.stringify(entry))));

test('whatever is not known leaves no hole', () => {
  fc.assert(
    fc.property(anyEntry, fc.constantFrom(...styleNames), (entry, style) => {
      const text = plain(cite(entry, style));
      assert.ok(text.includes(entry.title), text);
      assert.doesNotMatch(text, /undefined|\(\)|\[\]| [,.;:]|,,| {2}|^[,.;: ]|\( |,\.(?!\.)|; ;/, text);
    }),
    { numRuns: 2000 },
  );
});

test('a journal that was read on the web says so beside its name, and a site that wrote its page is named once', () => {
  const [url, accessed] = ['https://example.org/a', '2020-01-02'];
  const article = {
    type: 'article',
    title: 'Solo',
    container: 'BMJ Open',
    year: 2019,
    volume: '9',
    pages: '2-4',
  };
  assert.equal(
    plain(cite(entrySchema.parse({ ...article, url, accessed }), 'vancouver')),
    'Solo. BMJ Open [Internet]. 2019 [cited 2020 Jan 2];9:2-4. Available from: https://example.org/a',
  );
  const creators = [{ role: 'author', name: 'Example Trust' }];
  const page = {
    type: 'web page',
    title: 'About us',
    container: 'Example Trust',
    creators,
    date: '2020-01-02',
  };
  assert.equal(
    plain(cite(entrySchema.parse({ ...page, url }), 'apa')),
    'Example Trust. (2020, January 2). About us. https://example.org/a',
  );
});
