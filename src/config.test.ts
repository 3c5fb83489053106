import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readConfig, SettingsError } from './config.ts';

test('those who run other libraries write to the address that is set, or else to the library at the host of the site', () => {
  const site = { BASE_URL: 'https://ownwords.example' };
  assert.equal(readConfig(site).contact, 'library@ownwords.example');
  assert.equal(
    readConfig({ ...site, CONTACT_MAIL: 'evidence@trust.example' }).contact,
    'evidence@trust.example',
  );
  assert.throws(() => readConfig({ CONTACT_MAIL: 'the library' }), SettingsError);
});
