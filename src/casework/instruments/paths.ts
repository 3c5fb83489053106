type Instrument = number | ':instrument';

/** The addresses of an instrument: the page, and the same on paper. */
export const instrumentPaths = {
  page: (id: Instrument) => `/instruments/${id}`,
  pdf: (id: Instrument) => `/instruments/${id}/instrument.pdf`,
  word: (id: Instrument) => `/instruments/${id}/instrument.docx`,
};
