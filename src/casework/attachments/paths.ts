type Id = number | ':id';
type Attachment = number | ':attachment';
export type Part = 'open' | 'closed';

const ofFile = (id: Id, part: Part | ':part', attachment: Attachment) =>
  `/documents/${id}/attachments/${part}/${attachment}`;

/** The addresses of files attached to a document, each written once: of the care team, the person and the section. */
export const attachmentPaths = {
  all: (id: Id) => `/documents/${id}/attachments`,
  file: ofFile,
  remove: (id: Id, part: Part | ':part', attachment: Attachment) => `${ofFile(id, part, attachment)}/remove`,
  putBack: (id: Id, part: Part | ':part', attachment: Attachment) =>
    `${ofFile(id, part, attachment)}/put-back`,
  toConsultation: (id: Id, consultation: number | ':consultation') =>
    `/documents/${id}/consultations/${consultation}/files`,
  forPerson: (id: Id, attachment: Attachment) => `/my/documents/${id}/attachments/${attachment}`,
  forSection: (id: Id, part: Part | ':part', attachment: Attachment) =>
    `/mhcs/documents/${id}/attachments/${part}/${attachment}`,
};
