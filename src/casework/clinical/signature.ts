/** Whether somebody signed with their name. People do not mind their capitals and spaces; everything else has to be it. */
export function isSameName(typed: string, name: string): boolean {
  const plain = (text: string) => text.normalize('NFC').trim().replace(/\s+/g, ' ').toLocaleLowerCase('en');
  return plain(typed) === plain(name);
}
