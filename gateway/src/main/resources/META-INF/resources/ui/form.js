// The form: filled from the API, so that no value outside the limits can be chosen.
import { byId, drawing, el } from './dom.js';
import { number, words } from './words.js';

const TYPE_ICONS = {
  apartment: ['0 0 24 24', [['M5 21V3h14v18M9.5 7.5h1M13.5 7.5h1M9.5 11.5h1M13.5 11.5h1M10 21v-5h4v5M3 21h18']]],
  house: ['0 0 24 24', [['M3 11.5 12 4l9 7.5M5.5 10v11h13V10M10 21v-6h4v6']]],
};

let options = null;
let departments = [];

/** Fills the form from the API's limits and locations, everything preselected. */
export function fill(form, places) {
  options = form;
  departments = places;
  for (const id of ['area', 'area-slider']) {
    byId(id).min = form.area_m2.min;
    byId(id).max = form.area_m2.max;
    byId(id).step = form.area_m2.step;
    byId(id).value = form.area_m2.initial;
  }
  const wanted = departments.find((d) => d.slug === form.location.initial_department) ?? departments[0];
  byId('department').replaceChildren(
    ...departments.map((d) => el('option', { value: d.slug, selected: d === wanted }, d.name)));
  fillLocations(form.location.initial_location);
  label();
  paintSlider();
}

function fillLocations(wanted) {
  const chosen = departments.find((d) => d.slug === byId('department').value);
  const sorted = [...chosen.locations].sort((a, b) => a.name.localeCompare(b.name, 'es'));
  const preselected = sorted.find((l) => l.id === wanted) ?? sorted[0];
  byId('location').replaceChildren(
    ...sorted.map((l) => el('option', { value: l.id, selected: l === preselected }, l.name)));
}

/** Writes the words that depend on the limits, in the language in use; what is chosen stays. */
export function label() {
  if (!options) {
    return;
  }
  const w = words();
  const { area_m2: area, building_type: type, rooms, bathrooms } = options;
  segments('building_type', type.values, type.initial, (value) => ({
    text: w[value] ?? value,
    icon: TYPE_ICONS[value],
  }));
  segments('rooms', span(rooms), rooms.initial, (n) => count(n, rooms, n === 0 ? w.studio : w.roomsOf(n), n === 0 ? w.studioShort : String(n)));
  segments('bathrooms', span(bathrooms), bathrooms.initial, (n) => count(n, bathrooms, w.bathroomsOf(n), String(n)));
  byId('area-slider').setAttribute('aria-label', w.areaSlider);
  const [least, most] = byId('area-limits').children;
  least.textContent = `${number(area.min)} m²`;
  most.textContent = `${number(area.max)} m²`;
  byId('preview').setAttribute('aria-label', w.photoPreview);
}

const span = ({ min, max }) => Array.from({ length: max - min + 1 }, (_, i) => min + i);

function count(n, { max, or_more: open }, long, short) {
  return n === max && open ? { text: `${short}+`, name: words().orMore(long) } : { text: short, name: long };
}

function segments(name, values, preselected, show) {
  const box = byId(name);
  const kept = box.querySelector(':checked')?.value ?? String(preselected);
  box.replaceChildren(...values.map((value) => {
    const { text, name: spoken, icon } = show(value);
    return el('label', {},
      el('input', { type: 'radio', name, value, checked: String(value) === kept, 'aria-label': spoken ?? null }),
      icon ? drawing(...icon) : null,
      el('span', {}, text));
  }));
}

/** The listing as chosen, as the API wants it. */
export function listing() {
  const chosen = (name) => byId(name).querySelector(':checked').value;
  return {
    area_m2: Number(byId('area').value),
    rooms: Number(chosen('rooms')),
    bathrooms: Number(chosen('bathrooms')),
    building_type: chosen('building_type'),
    department: byId('department').value,
    location: byId('location').value,
  };
}

/** Keeps number, slider and drop-downs in step. */
export function connect(changed) {
  const area = byId('area');
  const slider = byId('area-slider');
  slider.addEventListener('input', () => {
    area.value = slider.value;
    markWrong('area_m2', '');
    paintSlider();
  });
  area.addEventListener('input', () => {
    if (area.value !== '') {
      slider.value = area.value;
      paintSlider();
    }
  });
  area.addEventListener('change', () => {
    const { min, max } = options.area_m2;
    const typed = area.value === '' ? options.area_m2.initial : Number(area.value);
    const kept = Math.round(Math.min(Math.max(typed, min), max));
    // Brought back within the limits, and said so: nothing invalid can be sent.
    markWrong('area_m2', kept === typed ? '' : words().areaLimits(number(min), number(max)));
    area.value = kept;
    slider.value = kept;
    paintSlider();
  });
  byId('department').addEventListener('change', () => fillLocations(null));
  byId('listing').addEventListener('input', changed);
  byId('listing').addEventListener('change', changed);
}

function paintSlider() {
  const slider = byId('area-slider');
  const share = (slider.value - slider.min) / (slider.max - slider.min);
  slider.style.setProperty('--at', `${(share * 100).toFixed(1)}%`);
  slider.setAttribute('aria-valuetext', `${slider.value} m²`);
}

/** Shows what is wrong with a field; an empty text takes it back. Tells whether the form has such a field. */
export function markWrong(name, text) {
  const error = byId(`${name}-error`);
  if (!error) {
    return false;
  }
  error.textContent = text;
  byId(`field-${name}`).classList.toggle('wrong', text !== '');
  for (const input of byId(`field-${name}`).querySelectorAll('input, select')) {
    input.toggleAttribute('aria-invalid', text !== '');
  }
  return true;
}

/** What a field expects, in the language in use where the page knows it, else in the API's words. */
export function expectation(name, expected) {
  return name === 'area_m2'
    ? words().areaLimits(number(options.area_m2.min), number(options.area_m2.max))
    : words().expected(expected);
}

/** Takes back everything that was marked. */
export function clearMarks() {
  for (const error of document.querySelectorAll('.field-error')) {
    markWrong(error.id.replace(/-error$/, ''), '');
  }
}

