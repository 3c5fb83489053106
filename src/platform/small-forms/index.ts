export {
  type Again,
  boxesFor,
  drawFields,
  type Field,
  nothingTyped,
  readFields,
  type Typed,
} from './fields.ts';
export { drawForm, type FormPage, formPage, type ShortForm } from './form-page.ts';
