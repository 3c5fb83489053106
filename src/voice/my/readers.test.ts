import assert from 'node:assert/strict';
import { test } from 'node:test';
import { textIn } from '../../platform/language/index.ts';
import { showReader } from './readers.ts';

const at = '2026-11-20T10:00:00Z';

test('a reader of the care team is named with what they are and where they work', () => {
  const jo = { at, name: 'Jo Thimble', capacity: 'ward_staff', unit: 'Heron Ward' };
  assert.equal(showReader(jo, textIn('en')), 'Jo Thimble, ward team, Heron Ward');
});

test('a reader who decides is named with what they do, never with a rank that could tell of a flag', () => {
  const robin = { at, name: 'Robin Quill', capacity: '', unit: 'Mental Health Casework Section' };
  assert.equal(
    showReader(robin, textIn('en')),
    'Robin Quill, works on the decision, Mental Health Casework Section',
  );
  assert.equal(
    showReader(robin, textIn('cy')),
    'Robin Quill, yn gweithio ar y penderfyniad, Adran Gwaith Achos Iechyd Meddwl',
  );
});
