export {
  type Again,
  boxesFor,
  type Field,
  nothingTyped,
  readFields,
  type Typed,
} from './fields.ts';
export { drawForm, type FormPage, formPage, type ShortForm } from './form-page.ts';
