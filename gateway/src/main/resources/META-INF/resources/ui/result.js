// What the result card shows in each of its states.
import { byId, drawing, el } from './dom.js';
import { dollars, number, percent, words } from './words.js';

/** Novelty ranks among calibration rows: above this, fewer than one in five were as unlike the rest. */
const SOMEWHAT_UNUSUAL = 0.8;

const SKYLINE = ['0 0 400 150', [
  ['M8 140h384', 'ground'],
  ['M36 140V84l34-28 34 28v56M58 140v-30h24v30', 'warm'],
  ['M122 140V36h62v104M136 54h10M160 54h10M136 74h10M160 74h10M136 94h10M160 94h10M136 114h10M160 114h10'],
  ['M204 140V72h70v68M204 72l35-22 35 22M222 92h12v16h-12zM246 92h12v16h-12z'],
  ['M292 140V16h46v124M304 34h22M304 52h22M304 70h22M304 88h22M304 106h22'],
  ['M352 140v-34M352 106c-12 0-16-10-12-18-2-12 8-20 14-16 10-2 16 8 12 16 4 10-4 18-14 18z', 'warm'],
]];

/** Shows a state: its name, and the body's children. */
function show(state, ...children) {
  const card = byId('result');
  card.dataset.state = state;
  card.dataset.stale = 'false';
  byId('result-body').replaceChildren(...children);
}

/** Nothing asked yet. */
export function idle() {
  const w = words();
  show('idle', el('div', { class: 'empty' },
    drawing(...SKYLINE),
    el('p', {}, el('strong', {}, w.idleTitle), w.idleText)));
}

/** No model yet: asked again by itself until there is one. */
export function waiting(attempt, stop) {
  const w = words();
  const dots = el('div', { class: 'pulse', 'aria-hidden': 'true' }, el('i'), el('i'), el('i'));
  show('waiting', el('div', { class: 'empty' },
    dots,
    el('p', {}, el('strong', {}, w.waitingTitle), w.waitingText),
    el('p', { class: 'hint', 'aria-hidden': 'true' }, w.waitingCount(attempt)),
    el('button', { type: 'button', class: 'again', onclick: stop }, w.stop)));
}

/** A refusal; what belongs to a field stands at the field, the rest here. */
export function problem(text, remarks, reference, again) {
  const w = words();
  show('error',
    el('div', { class: 'notice notice-bad', role: 'alert' },
      el('div', {},
        el('p', {}, el('strong', {}, w.failed)),
        el('p', {}, text),
        remarks.length ? el('ul', {}, ...remarks.map((r) => el('li', {}, r))) : null,
        reference ? el('p', { class: 'hint' }, `${w.reference}: ${reference}`) : null)),
    again ? el('p', { class: 'part' }, el('button', { type: 'button', class: 'again', onclick: again }, w.again)) : '');
}

/** An answer. */
export function answer({ prediction, listing, curl, milliseconds }) {
  const w = words();
  const estimate = prediction.estimate ?? {};
  const [lo, hi] = estimate.interval_usd ?? [];
  show('ready',
    el('div', { class: 'answer' },
      estimate.price_usd === undefined ? null : headline(estimate.price_usd, listing.area_m2),
      lo === undefined ? null : range(estimate.price_usd, lo, hi, estimate.level ?? 0.9, prediction.bands)),
    el('div', { class: 'stale notice notice-warn', role: 'status' }, el('p', {}, w.stale)),
    el('div', { class: 'answer' },
      bands(prediction.bands),
      remarks(prediction),
      facts(prediction, milliseconds)),
    copyable(curl));
}

function headline(price, area) {
  const w = words();
  const [unit, amount] = dollars(price).split(' ');
  return el('div', {},
    el('p', { class: 'price', id: 'estimate-price' }, el('small', {}, unit), amount),
    el('p', { class: 'per' }, w.perSquareMetre(dollars(price / area, 10))));
}

/** The interval on a scale that begins at nothing, with the bounds of the bands as ticks. */
function range(price, lo, hi, level, priceBands) {
  const w = words();
  const bounds = priceBands.map((b) => b.upper).filter((u) => u !== undefined && u !== null);
  const end = Math.max(hi * 1.12, (bounds.at(-1) ?? 0) * 1.2);
  const at = (value) => `${((Math.max(value, 0) / end) * 100).toFixed(2)}%`;
  const peak = `${(((price - lo) / (hi - lo || 1)) * 100).toFixed(1)}%`;
  return el('div', { class: 'range' },
    el('p', { class: 'range-title' },
      el('strong', { id: 'estimate-interval' }, w.between(dollars(lo), dollars(hi))),
      el('span', {}, w.interval(Math.round(level * 100)))),
    el('div', { class: 'scale', role: 'img', 'aria-label': w.scale(dollars(price), dollars(lo), dollars(hi)) },
      el('div', { class: 'scale-track' }),
      el('div', { class: 'scale-span', style: { left: at(lo), width: at(hi - lo), '--peak': peak } }),
      el('div', { class: 'scale-dot', style: { left: at(price) } }),
      ...ticks(bounds, end).map((t) => el('div', { class: 'scale-tick', style: { left: at(t) } },
        el('span', {}, t === 0 ? '0' : w.thousands(number(t / 1000)))))));
}

/** Nothing, and what tells the reader most: the bands' bounds while they fill the scale, else round steps. */
function ticks(bounds, end) {
  if (bounds.length && bounds.at(-1) > end * 0.45) {
    return [0, ...bounds];
  }
  const rough = end / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((m) => m * power).find((s) => s >= rough);
  return Array.from({ length: Math.floor((end * 0.97) / step) + 1 }, (_, i) => i * step);
}

function bands(priceBands) {
  const w = words();
  const best = Math.max(...priceBands.map((b) => b.probability));
  return el('section', { class: 'part' },
    el('h3', {}, w.bands),
    el('ul', { class: 'bands', id: 'bands' }, ...priceBands.map((band) => el('li', { class: band.probability === best ? 'best' : null },
      el('span', {}, bandName(band)),
      el('span', { class: 'bar', 'aria-hidden': 'true' }, el('i', { style: { width: `${(band.probability * 100).toFixed(1)}%` } })),
      el('b', {}, percent(band.probability))))));
}

function bandName({ name, lower = null, upper = null }) {
  const w = words();
  const short = (thousands) => w.thousands(thousands);
  const low = lower === null ? null : number(lower / 1000);
  const high = upper === null ? null : number(upper / 1000);
  if (low === null) {
    return high === null ? name : w.bandUpTo(short(high));
  }
  return high === null ? w.bandOver(short(low)) : w.bandRange(low, high, short);
}

function remarks({ novelty, warnings = [] }) {
  const w = words();
  const known = warnings.map((code) => el('div', { class: 'notice notice-warn' },
    el('p', {}, w.warnings[code] ?? code.replaceAll('-', ' '))));
  if (!warnings.includes('unlike-training-data') && typeof novelty === 'number') {
    known.unshift(novelty > SOMEWHAT_UNUSUAL
      ? el('div', { class: 'notice notice-warn' }, el('p', {}, el('strong', {}, `${w.unusual}. `), w.unusualText))
      : el('div', { class: 'notice' }, el('p', {}, w.familiar)));
  }
  return el('section', { class: 'part' }, ...known);
}

function facts(prediction, milliseconds) {
  const w = words();
  const row = (term, value) => el('div', {}, el('dt', {}, term), el('dd', {}, value));
  return el('dl', { class: 'facts' },
    row(w.model, prediction.model_version),
    row(w.took, `${number(milliseconds)} ms`),
    row(w.prediction, prediction.prediction_id));
}

function copyable(curl) {
  const w = words();
  const button = el('button', { type: 'button', class: 'quiet', id: 'copy-curl', onclick: async () => {
    await navigator.clipboard.writeText(curl);
    button.textContent = w.copied;
    setTimeout(() => { button.textContent = words().copy; }, 2000);
  } }, w.copy);
  return el('details', { class: 'curl' },
    el('summary', {}, w.curlTitle),
    el('pre', { tabindex: '0' }, curl),
    navigator.clipboard ? button : '');
}

/** Marks the shown answer as one to other facts. */
export function outdate() {
  if (byId('result').dataset.state === 'ready') {
    byId('result').dataset.stale = 'true';
  }
}
