export { holdFile } from './hold-file.ts';
export { acceptOf, allFileKinds, type FileKind, fileKinds, pictureKinds } from './kinds.ts';
export {
  defaultFileRules,
  type FileRules,
  type ReceivedFile,
  receiveFile,
  type Scan,
  whyNotServed,
} from './receive-file.ts';
export { type ClamdAddress, clamdScanner, readClamdAddress } from './scanner.ts';
export { showSize } from './size.ts';
export { type ComingFile, takeFile } from './take-file.ts';
