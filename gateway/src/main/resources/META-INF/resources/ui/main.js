// The page: loads the form's options, asks for estimates, and shows what comes back.
import * as api from './api.js';
import { byId } from './dom.js';
import * as form from './form.js';
import * as photo from './photo.js';
import * as result from './result.js';
import { language, translate, useLanguage, words } from './words.js';

const SECOND = 1000;
const WAIT_SECONDS = 5;
/** Refusals that pass by themselves when the product has just been started. */
const NOT_READY = ['no-model', 'inference-unavailable'];

/** Shows the card as it stands again, for a change of language. */
let redraw = result.idle;
let busy = false;
let timer = 0;
let ready = false;

function present(draw) {
  redraw = draw;
  draw();
}

function speak(chosen) {
  useLanguage(chosen);
  translate(document);
  document.title = words().title;
  for (const button of document.querySelectorAll('[data-language]')) {
    button.setAttribute('aria-pressed', String(button.dataset.language === chosen));
  }
  form.label();
  photo.describe();
  redraw();
}

async function load() {
  try {
    const [options, departments] = await Promise.all([api.form(), api.locations()]);
    form.fill(options, departments);
    if (options.photo?.max_bytes) {
      photo.limitBytes(options.photo.max_bytes);
    }
    ready = true;
    if (options.model_version) {
      present(result.idle);
    } else {
      expectModel(1);
    }
  } catch (problem) {
    present(() => result.problem(`${words().loadFailed} ${explain(problem)}`, [], problem.correlation, load));
  }
}

/** Without a model nothing can be asked yet: looks until there is one, then asks. */
function expectModel(attempt) {
  present(() => result.waiting(attempt, giveUp));
  timer = setTimeout(async () => {
    const options = await api.form().catch(() => null);
    if (options?.model_version) {
      estimate();
    } else if (timer) {
      expectModel(attempt + 1);
    }
  }, WAIT_SECONDS * SECOND);
}

function giveUp() {
  stopWaiting();
  present(result.idle);
}

async function estimate(attempt = 1) {
  if (busy || !ready) {
    return;
  }
  stopWaiting();
  setBusy(true);
  form.clearMarks();
  const file = await photo.photo();
  const listing = form.listing();
  const started = performance.now();
  try {
    const prediction = await api.predict(listing, file);
    const milliseconds = performance.now() - started;
    present(() => result.answer({ prediction, listing, curl: api.asCurl(listing, file), milliseconds }));
    reveal();
  } catch (problem) {
    refused(problem, attempt);
  } finally {
    setBusy(false);
  }
}

function refused(problem, attempt) {
  if (!(problem instanceof api.Problem)) {
    throw problem;
  }
  if (problem.status === 503 && NOT_READY.includes(problem.code)) {
    present(() => result.waiting(attempt, giveUp));
    timer = setTimeout(() => estimate(attempt + 1), (problem.retryAfter || WAIT_SECONDS) * SECOND);
    return;
  }
  // What no field of the form stands for is listed in the card, so that nothing is lost.
  const homeless = problem.fields.filter((f) => {
    const name = f.name.split('.').pop();
    return !form.markWrong(name, form.expectation(name, f.expected));
  });
  const again = problem.fields.length ? null : () => estimate();
  present(() => result.problem(
    explain(problem),
    homeless.map((f) => `${f.name}: ${words().expected(f.expected)}`),
    problem.correlation,
    again));
  reveal();
}

function explain(problem) {
  const w = words();
  if (problem.status === 0) {
    return w.offline;
  }
  if (problem.fields?.length) {
    return w.fieldsWrong;
  }
  return problem.status === 503 || problem.status === 429 ? w.busy : problem.detail || problem.title || `HTTP ${problem.status}`;
}

function stopWaiting() {
  clearTimeout(timer);
  timer = 0;
}

function setBusy(now) {
  busy = now;
  byId('estimate').setAttribute('aria-disabled', String(now));
  byId('result').setAttribute('aria-busy', String(now));
  byId('estimate').querySelector('.primary-label').textContent = now ? words().estimating : words().estimate;
}

/** On a phone the card lies below the form: goes there when it cannot be seen. */
function reveal() {
  const top = byId('result').getBoundingClientRect().top;
  if (top > innerHeight * 0.6 || top < 0) {
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    byId('result').scrollIntoView({ behavior: calm ? 'auto' : 'smooth', block: 'start' });
  }
}

byId('listing').addEventListener('submit', (event) => {
  event.preventDefault();
  estimate();
});
for (const button of document.querySelectorAll('[data-language]')) {
  button.addEventListener('click', () => speak(button.dataset.language));
}
form.connect(result.outdate);
photo.connect(result.outdate);
speak(language());
load();
