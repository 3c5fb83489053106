// Runs in the page under test, put there by the browser before anything of the page's own: what a reader sees, where
// the focus is, what is cut off. The page knows nothing of it.

const tabbable =
  'a[href], button, input:not([type="hidden"]), select, textarea, summary, [tabindex="0"], audio[controls]';

/** What a reader can see or be told; closed details and hidden questions are neither. */
const isShown = element =>
  element.checkVisibility({ visibilityProperty: true }) && !element.closest('dialog:not([open])');

/** Everything that the keyboard should reach, in order; of a group of radio buttons the first stands for all. */
const stops = () => {
  const groups = new Set();
  return [...document.querySelectorAll(tabbable)].filter(element => {
    if (!isShown(element) || element.disabled || element.tabIndex < 0) return false;
    if (element.type !== 'radio') return true;
    const first = !groups.has(element.name);
    groups.add(element.name);
    return first;
  });
};

const styleOf = element => {
  // GOV.UK draws the focus of a radio button around the circle, which belongs to its label.
  const boxes = [getComputedStyle(element)];
  if (element.nextElementSibling?.matches('label'))
    boxes.push(getComputedStyle(element.nextElementSibling, '::before'));
  return boxes
    .map(box => [box.outlineStyle, box.outlineWidth, box.boxShadow, box.backgroundColor].join(' '))
    .join(' | ');
};

const nameOf = element =>
  element
    ? `${element.localName}${element.id ? `#${element.id}` : ''} “${(element.textContent ?? '').trim().slice(0, 40)}”`
    : 'nothing';

/** English that says so of itself, on a page of another language. */
const isMarkedEnglish = element => element.closest('[lang]:not(html)')?.lang === 'en';

const unfocused = new Map();
let way = [];
let sought;
const said = ['aria-label', 'title', 'alt', 'placeholder'];
const saidLater = ['text', 'ended', 'saving', 'saved', 'failed', 'conflict', 'copied', 'am', 'pm'];

/** Where the focus is: whether it can be seen, and which stop it is (-1 for none of them). */
const focus = () => {
  const element = document.activeElement;
  const at = [...unfocused.keys()].findIndex(
    stop =>
      stop === element || (element?.type === 'radio' && stop.type === 'radio' && stop.name === element.name),
  );
  const { top, bottom, left, right, width } = element.getBoundingClientRect();
  const inSight = width > 0 && bottom > 0 && top < innerHeight && right > 0 && left < innerWidth;
  const looks = unfocused.get(element);
  return { at, name: nameOf(element), inSight, marked: looks === undefined || looks !== styleOf(element) };
};

// A key that leads out of the page is heard by nobody when it comes up: then the next stop is the top again.
addEventListener('keyup', ({ key }) => key === 'Tab' && way.push(focus()), true);

globalThis.ownwordsTest = {
  /** Remembers how everything looks without focus; returns how many stops there are. */
  remember() {
    // A browser tabs on from where the focus was last, even when nothing has it any more: back to the top.
    document.body.tabIndex = -1;
    document.body.focus();
    document.body.removeAttribute('tabindex');
    document.activeElement?.blur();
    scrollTo(0, 0);
    unfocused.clear();
    way = [];
    for (const element of stops()) unfocused.set(element, styleOf(element));
    return unfocused.size;
  },

  /** Where the focus was after each Tab since everything was remembered. */
  way: () => way,

  /** Says what the reader looks for; true when the focus is on it already. */
  seek(element) {
    sought = element;
    return element === document.activeElement;
  },

  /** True when the focus has come to what the reader looks for. */
  isThere: () => sought === document.activeElement,

  /** Everything the page says, shown or spoken, now or later, but for what is marked as of another language. */
  sentences() {
    const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
    const found = [document.title];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement;
      if (!isMarkedEnglish(parent) && !parent.closest('script, style')) found.push(node.data);
    }
    for (const element of document.querySelectorAll('*')) {
      if (isMarkedEnglish(element)) continue;
      for (const name of said) if (element.hasAttribute(name)) found.push(element.getAttribute(name));
      for (const name of saidLater) if (element.dataset[name]) found.push(element.dataset[name]);
    }
    return found.map(text => text.replace(/\s+/g, ' ').trim()).filter(text => text !== '');
  },

  /** Sets the size of letters as a reader's browser does. */
  letters(percent) {
    const root = document.documentElement;
    root.style.fontSize = '';
    const usual = Number.parseFloat(getComputedStyle(root).fontSize);
    if (percent !== 100) root.style.fontSize = `${(usual * percent) / 100}px`;
  },

  /** Doubles the letters and names what does not grow with them: in one go, since a script may show more meanwhile. */
  staysSmall() {
    const sizeOf = element => Number.parseFloat(getComputedStyle(element).fontSize);
    const usual = [...document.body.querySelectorAll('*')]
      .filter(element => [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim() !== ''))
      .filter(element => isShown(element) && !element.closest('svg, [aria-hidden="true"]'))
      .map(element => ({ element, size: sizeOf(element) }));
    ownwordsTest.letters(200);
    return usual
      .filter(({ element, size }) => sizeOf(element) < size * 1.9)
      .map(({ element }) => nameOf(element));
  },

  /** What is cut off, sticks out of the window, or makes the page scroll sideways. */
  cutOff() {
    const problems = [];
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth > clientWidth + 1) problems.push(`the page is ${scrollWidth} wide in ${clientWidth}`);
    for (const element of document.body.querySelectorAll('*')) {
      if (!isShown(element) || element.closest('.govuk-visually-hidden, svg')) continue;
      if (element.classList.contains('govuk-skip-link')) continue;
      const style = getComputedStyle(element);
      const clips =
        style.overflowX === 'hidden' || style.overflowX === 'clip' || style.textOverflow === 'ellipsis';
      if (clips && element.scrollWidth > element.clientWidth + 1)
        problems.push(`cut off: ${nameOf(element)}`);
      if (style.overflowY === 'hidden' && element.scrollHeight > element.clientHeight + 1)
        problems.push(`cut off below: ${nameOf(element)}`);
      const { left, right, width } = element.getBoundingClientRect();
      if (width > 1 && (right > clientWidth + 1 || left < -1) && !element.closest('.ow-table-region'))
        problems.push(`sticks out: ${nameOf(element)}`);
    }
    return problems;
  },
};
