// The one script of Ownwords. Every page works without it; it only adds comfort: what is typed is kept by itself, a
// second click does nothing, a session does not end by surprise. It holds no sentence: each text stands in the page,
// in the reader's language, on the element that it belongs to.

const all = (selector, root = document) => [...root.querySelectorAll(selector)];

/** A time of day as a reader says it: 2:05pm. Always London's, since that is the clock of the case. */
function timeOfDay(date) {
  const parts = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: 'Europe/London' };
  const [hour, minute] = date.toLocaleTimeString('en-GB', parts).split(':');
  const { am, pm } = document.body.dataset;
  return (hour < 12 ? am : pm).replace('{time}', `${hour % 12 || 12}:${minute}`);
}

/** Says something to a screen reader without moving what is in focus. */
function announce(text) {
  const region = document.getElementById('ow-said');
  if (region) region.textContent = text;
}

async function post(url, form) {
  // The key of a form that is sent once stays unused: keeping a draft is not sending it.
  const body = new URLSearchParams(new FormData(form));
  body.delete('_once');
  // Lets a draft finish while its page is being left; browsers refuse it for more than 64 KiB.
  const keepalive = String(body).length < 60000;
  const headers = { accept: 'application/json' };
  return fetch(url, { method: 'POST', body, headers, keepalive, credentials: 'same-origin' });
}

/** The answer's JSON, or an empty answer when there is none, as after a sign-out or from a proxy. */
async function answerOf(response) {
  return response.json().catch(() => ({}));
}

// ---- Keeping a draft: <form data-autosave="URL"> with an element [data-autosave-status] inside.

const pauseBeforeSaving = 1500;
const pauseBeforeTryingAgain = 15000;

function keepDraft(form) {
  const status = form.querySelector('[data-autosave-status]');
  let timer;
  let saving = null;
  let unsaved = false;
  let stopped = false;

  const say = (state, text) => {
    if (!status) return;
    status.dataset.state = state;
    status.textContent = text;
  };

  const later = pause => {
    clearTimeout(timer);
    timer = setTimeout(save, pause);
  };

  const take = async response => {
    const answer = await answerOf(response);
    if (response.status === 409) {
      // Someone else wrote here. Saving on would overwrite them, so it stops until the reader decides.
      stopped = true;
      return say('conflict', answer.message ?? status?.dataset.conflict ?? '');
    }
    if (!response.ok) throw new Error(`not kept: ${response.status}`);
    for (const [name, value] of Object.entries(answer.fields ?? {})) {
      const field = form.querySelector(`input[type="hidden"][name="${CSS.escape(name)}"]`);
      if (field) field.value = value;
    }
    if (answer.sessionEndsAt) watchSession(answer.sessionEndsAt);
    say('saved', (status?.dataset.saved ?? '').replace('{time}', timeOfDay(new Date())));
  };

  async function save() {
    // After sending, a late draft would bring back what the form has just finished.
    if (saving || !unsaved || stopped || form.dataset.sending) return;
    unsaved = false;
    say('saving', status?.dataset.saving ?? '');
    saving = post(form.dataset.autosave, form).then(take);
    try {
      await saving;
    } catch {
      unsaved = true;
      say('failed', status?.dataset.failed ?? '');
    } finally {
      saving = null;
    }
    if (unsaved) later(status?.dataset.state === 'failed' ? pauseBeforeTryingAgain : pauseBeforeSaving);
  }

  form.addEventListener('input', () => {
    unsaved = true;
    later(pauseBeforeSaving);
  });
  addEventListener('online', () => later(0));
  document.addEventListener('visibilitychange', () => document.hidden && save());
  addEventListener('beforeunload', event => {
    if (status?.dataset.state === 'failed' && !form.dataset.sending) event.preventDefault();
  });
  // A draft on its way would make the form itself look stale: wait for it, then send.
  form.addEventListener('submit', event => {
    clearTimeout(timer);
    if (!saving) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const send = () => form.requestSubmit(event.submitter);
    saving.then(send, send);
  });
}

// ---- One click, one record. The server holds this too; here it spares the reader a puzzling second page.

function sendOnce(form) {
  form.addEventListener('submit', event => {
    if (form.dataset.sending) return event.preventDefault();
    form.dataset.sending = 'yes';
    // A form that answers with a file leaves the page standing: it may be sent again after a while.
    setTimeout(() => delete form.dataset.sending, 8000);
  });
}

// Coming back with the back button shows the page as it was left; its forms must work again.
addEventListener('pageshow', () => {
  showWhatFollows(document);
  for (const form of all('form[data-sending]')) delete form.dataset.sending;
});

// ---- The end of a session, said two minutes before.

const warningBefore = 120000;
let sessionTimers = [];

function watchSession(endsAt) {
  const dialog = document.getElementById('ow-session');
  const end = Date.parse(endsAt);
  if (!dialog || Number.isNaN(end)) return;
  const sentence = dialog.querySelector('[data-sentence]');
  for (const timer of sessionTimers) clearTimeout(timer);
  if (dialog.open) dialog.close();
  const warn = () => {
    sentence.textContent = dialog.dataset.text.replace('{time}', timeOfDay(new Date(end)));
    if (!dialog.open) dialog.showModal();
  };
  const ended = () => {
    sentence.textContent = dialog.dataset.ended;
    announce(dialog.dataset.ended);
    dialog.querySelector('form').hidden = true;
    if (!dialog.open) dialog.showModal();
  };
  // A timer of more than 24 days fires at once, and no session is that long.
  const left = Math.min(end - Date.now(), 2 ** 31 - 1);
  sessionTimers = [setTimeout(warn, Math.max(0, left - warningBefore)), setTimeout(ended, Math.max(0, left))];
}

function offerToStay(dialog) {
  const form = dialog.querySelector('form');
  form.addEventListener('submit', async event => {
    event.preventDefault();
    event.stopImmediatePropagation();
    const response = await post(form.action, form).catch(() => null);
    const answer = response?.ok ? await answerOf(response) : {};
    if (answer.sessionEndsAt) return watchSession(answer.sessionEndsAt);
    dialog.querySelector('[data-sentence]').textContent = dialog.dataset.ended;
  });
  watchSession(dialog.dataset.endsAt);
}

// ---- Small things.

/** Words alone, or with how they are set: where a page shows them, a word processor is given its HTML too. */
function copy({ copy: words, copyFrom }) {
  const shown = copyFrom && document.getElementById(copyFrom);
  if (!shown || !window.ClipboardItem) return navigator.clipboard.writeText(words);
  const as = (type, text) => [type, new Blob([text], { type })];
  const both = [as('text/html', shown.innerHTML), as('text/plain', words)];
  return navigator.clipboard.write([new ClipboardItem(Object.fromEntries(both))]);
}

function offerCopy(button) {
  if (!navigator.clipboard) return;
  const words = button.textContent;
  button.hidden = false;
  button.addEventListener('click', async () => {
    await copy(button.dataset);
    button.textContent = button.dataset.copied;
    announce(button.dataset.copied);
    setTimeout(() => {
      button.textContent = words;
    }, 4000);
  });
}

function offerPrint(button) {
  button.hidden = false;
  button.addEventListener('click', () => print());
}

/** From a sentence in the error summary to the answer that it speaks of, with its question in sight. */
function goToAnswer(event) {
  const link = event.target.closest('a[href^="#"]');
  const field = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (!field) return;
  event.preventDefault();
  const question = field.closest('.govuk-fieldset') ?? field.closest('.govuk-form-group') ?? field;
  question.scrollIntoView();
  field.focus({ preventScroll: true });
}

// GOV.UK's own script for these two says "expanded" of a radio button, which a radio button may not be (ARIA 1.2).
// The question shown here follows its answer directly, so a screen reader comes to it next without being told.

function showWhatFollows(root) {
  for (const input of all('input[data-aria-controls]', root)) {
    const part = document.getElementById(input.dataset.ariaControls);
    const block = input.type === 'radio' ? 'govuk-radios' : 'govuk-checkboxes';
    part?.classList.toggle(`${block}__conditional--hidden`, !input.checked);
  }
}

/** "None of these" cannot stand beside one of these. */
function clearWhatContradicts(changed) {
  if (changed.type !== 'checkbox' || !changed.checked) return;
  const exclusive = changed.dataset.behaviour === 'exclusive';
  for (const other of all(`input[name="${CSS.escape(changed.name)}"]`, changed.form ?? document)) {
    if (other === changed) continue;
    if (exclusive || other.dataset.behaviour === 'exclusive') other.checked = false;
  }
}

document.addEventListener('change', event => {
  if (!event.target.matches('input')) return;
  clearWhatContradicts(event.target);
  showWhatFollows(event.target.form ?? document);
});

// ---- Work in the background: [data-watch] is brought up to date where it stands, so that nobody loses their place.

const pauseBeforeLooking = 3000;

function watchWork(part) {
  setTimeout(async () => {
    const page = await fetch(location.href).then(
      response => response.text(),
      () => '',
    );
    const fresh = new DOMParser().parseFromString(page, 'text/html').querySelector('[data-watch]');
    // The work is over, or somebody has to sign in again: the whole page has something else to say.
    if (page && !fresh) return location.reload();
    if (fresh) part.innerHTML = fresh.innerHTML;
    watchWork(part);
  }, pauseBeforeLooking);
}

// Only these do more than plain HTML and the above; a page without them never loads GOV.UK's script.
const components = {
  'govuk-character-count': 'CharacterCount',
  'govuk-password-input': 'PasswordInput',
};

async function startComponents() {
  const used = Object.keys(components).filter(name => document.querySelector(`[data-module="${name}"]`));
  if (used.length === 0) return;
  const frontend = await import(document.body.dataset.components);
  for (const name of used) frontend.createAll(frontend[components[name]]);
}

// ---- Suggestions while somebody types: <input data-suggest="URL" list="…">, filled from a list of texts.

function offerSuggestions(input) {
  let timer;
  const ask = async () => {
    const response = await fetch(`${input.dataset.suggest}?q=${encodeURIComponent(input.value)}`);
    const texts = response.ok ? await response.json() : [];
    input.list.replaceChildren(...texts.map(text => new Option(text, text)));
  };
  input.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(() => ask().catch(() => {}), 150);
  });
}

for (const input of all('[data-suggest]')) offerSuggestions(input);
for (const form of all('form[data-autosave]')) keepDraft(form);
for (const dialog of all('#ow-session')) offerToStay(dialog);
for (const form of all('form[method="post"]')) sendOnce(form);
for (const part of all('[data-watch]')) watchWork(part);
for (const button of all('[data-copy]')) offerCopy(button);
for (const button of all('[data-print]')) offerPrint(button);
for (const summary of all('.govuk-error-summary')) summary.addEventListener('click', goToAnswer);
document.querySelector('[data-attention]')?.focus();
startComponents();
