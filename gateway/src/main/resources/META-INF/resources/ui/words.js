// The page's words in both languages; what differs by more than words (plural, numbers) is a function.
const es = {
  title: '¿Cuánto vale tu propiedad?',
  subtitle: 'Una foto y seis datos. El precio que se pediría hoy, aprendido de otros avisos y con su margen de error a la vista.',
  skip: 'Ir al formulario',
  nav: 'Enlaces',
  language: 'Idioma',
  formHint: 'Todos los campos ya tienen un valor.',
  photoTitle: 'Agregá la foto de portada',
  photoText: 'Arrastrala acá o elegí un archivo JPEG o PNG',
  photoHint: 'Es opcional, pero la foto dice mucho del estado.',
  photoRemove: 'Quitar la foto',
  photoPreview: 'Vista previa de la foto',
  photoKind: 'Elegí una foto JPEG o PNG.',
  photoSize: (mb) => `La foto pesa demasiado: el máximo es ${mb} MB.`,
  photoBroken: 'Este archivo no se puede leer como foto.',
  buildingType: 'Tipo de propiedad',
  apartment: 'Apartamento',
  house: 'Casa',
  department: 'Departamento',
  location: 'Barrio o localidad',
  area: 'Superficie construida',
  areaSlider: 'Superficie construida, en metros cuadrados',
  areaLimits: (lo, hi) => `Entre ${lo} y ${hi} m²`,
  rooms: 'Dormitorios',
  studio: 'Monoambiente',
  studioShort: 'Mono',
  roomsOf: (n) => (n === 1 ? '1 dormitorio' : `${n} dormitorios`),
  bathrooms: 'Baños',
  bathroomsOf: (n) => (n === 1 ? '1 baño' : `${n} baños`),
  orMore: (text) => `${text} o más`,
  estimate: 'Estimar el precio',
  estimating: 'Estimando…',
  resultHeading: 'Precio de oferta estimado',
  idleTitle: 'Acá va a aparecer el precio',
  idleText: 'Ajustá los datos si hace falta y pedí la estimación. Tarda menos de un segundo.',
  perSquareMetre: (price) => `${price} por m²`,
  interval: (percent) => `${percent} % de confianza`,
  between: (lo, hi) => `${lo} a ${hi}`,
  scale: (price, lo, hi) => `Estimación ${price}, entre ${lo} y ${hi}`,
  bands: 'Probabilidad por franja de precio',
  thousands: (n) => `${n} mil`,
  bandRange: (lo, hi, short) => `${lo} a ${short(hi)}`,
  bandUpTo: (hi) => `Hasta ${hi}`,
  bandOver: (lo) => `Más de ${lo}`,
  familiar: 'Se parece a propiedades que el modelo conoce bien.',
  unusual: 'Algo poco común',
  unusualText: 'Se aparta de lo que el modelo más conoce. El margen real puede ser mayor.',
  warnings: {
    'photo-missing': 'Sin foto: la estimación usa solo los datos. Con una foto suele acercarse más.',
    'location-unknown-to-model': 'El modelo todavía no conoce este barrio; se guía por los demás datos.',
    'unlike-training-data': 'Esta propiedad se parece poco a las que el modelo conoce. Tomá el número con cautela.',
  },
  model: 'Modelo',
  prediction: 'Predicción',
  took: 'Respuesta',
  curlTitle: 'La misma consulta, por la API',
  copy: 'Copiar como curl',
  copied: 'Copiado',
  stale: 'Cambiaste algún dato. Pedí la estimación de nuevo.',
  disclaimer: 'Es una estimación del precio de oferta, no una tasación. Los avisos muestran lo que se pide, no lo que se paga.',
  footer: 'Aprendido de avisos de venta en Uruguay.',
  docs: 'Documentación de la API',
  waitingTitle: 'El modelo se está preparando',
  waitingText: 'La primera vez hay que leer avisos y entrenar; son unos minutos. Dejá esta página abierta: la estimación llega sola.',
  waitingCount: (n) => `Intento ${n}`,
  stop: 'Dejar de esperar',
  busy: 'Hay mucha demanda en este momento. Probá de nuevo en unos segundos.',
  failed: 'No se pudo estimar',
  offline: 'No hay respuesta del servidor. Revisá la conexión y probá de nuevo.',
  fieldsWrong: 'Revisá los datos marcados.',
  expected: (expected) => `Se espera: ${expected}`,
  again: 'Probar de nuevo',
  loadFailed: 'No se pudieron cargar las opciones del formulario.',
  reference: 'Referencia',
};
const en = {
  title: 'What is your home worth?',
  subtitle: 'One photo and six facts. The price it would be offered at today, learned from other listings, with its margin of error in plain sight.',
  skip: 'Skip to the form',
  nav: 'Links',
  language: 'Language',
  formHint: 'Every field already has a value.',
  photoTitle: 'Add the cover photo',
  photoText: 'Drop it here or choose a JPEG or PNG file',
  photoHint: 'Optional, but a photo says a lot about condition.',
  photoRemove: 'Remove photo',
  photoPreview: 'Preview of the photo',
  photoKind: 'Choose a JPEG or PNG photo.',
  photoSize: (mb) => `This photo is too large: the limit is ${mb} MB.`,
  photoBroken: 'This file cannot be read as a photo.',
  buildingType: 'Property type',
  apartment: 'Apartment',
  house: 'House',
  department: 'Department',
  location: 'Neighbourhood or town',
  area: 'Built area',
  areaSlider: 'Built area in square metres',
  areaLimits: (lo, hi) => `Between ${lo} and ${hi} m²`,
  rooms: 'Bedrooms',
  studio: 'Studio',
  studioShort: 'Studio',
  roomsOf: (n) => (n === 1 ? '1 bedroom' : `${n} bedrooms`),
  bathrooms: 'Bathrooms',
  bathroomsOf: (n) => (n === 1 ? '1 bathroom' : `${n} bathrooms`),
  orMore: (text) => `${text} or more`,
  estimate: 'Estimate the price',
  estimating: 'Estimating…',
  resultHeading: 'Asking-price estimate',
  idleTitle: 'The price will appear here',
  idleText: 'Adjust the facts if you need to and ask for an estimate. It takes less than a second.',
  perSquareMetre: (price) => `${price} per m²`,
  interval: (percent) => `${percent}% confidence`,
  between: (lo, hi) => `${lo} to ${hi}`,
  scale: (price, lo, hi) => `Estimate ${price}, between ${lo} and ${hi}`,
  bands: 'Probability by price band',
  thousands: (n) => `${n}k`,
  bandRange: (lo, hi, short) => `${short(lo)} to ${short(hi)}`,
  bandUpTo: (hi) => `Up to ${hi}`,
  bandOver: (lo) => `Over ${lo}`,
  familiar: 'It resembles homes that the model knows well.',
  unusual: 'Somewhat unusual',
  unusualText: 'It lies apart from what the model knows best. The real margin may be wider.',
  warnings: {
    'photo-missing': 'No photo: the estimate uses the facts alone. A photo usually brings it closer.',
    'location-unknown-to-model': 'The model does not know this neighbourhood yet; it goes by the other facts.',
    'unlike-training-data': 'This home is unlike those that the model knows. Take the number with care.',
  },
  model: 'Model',
  prediction: 'Prediction',
  took: 'Answered in',
  curlTitle: 'The same question through the API',
  copy: 'Copy as curl',
  copied: 'Copied',
  stale: 'You changed a fact. Ask for the estimate again.',
  disclaimer: 'This is an asking-price estimate, not an appraisal. Listings show what is asked, not what is paid.',
  footer: 'Learned from listings for sale in Uruguay.',
  docs: 'API documentation',
  waitingTitle: 'The model is getting ready',
  waitingText: 'The first time, listings have to be read and a model trained; that takes a few minutes. Keep this page open: the estimate will arrive by itself.',
  waitingCount: (n) => `Attempt ${n}`,
  stop: 'Stop waiting',
  busy: 'The service is busy right now. Try again in a few seconds.',
  failed: 'No estimate this time',
  offline: 'The server does not answer. Check the connection and try again.',
  fieldsWrong: 'Please check the marked fields.',
  expected: (expected) => `Expected: ${expected}`,
  again: 'Try again',
  loadFailed: 'The options of the form could not be loaded.',
  reference: 'Reference',
};

const languages = { es, en };
const KEY = 'cuantovale.language';

function initial() {
  const kept = readKept();
  if (kept in languages) {
    return kept;
  }
  return (navigator.language || 'es').toLowerCase().startsWith('en') ? 'en' : 'es';
}

function readKept() {
  try {
    return localStorage.getItem(KEY) ?? '';
  } catch {
    return ''; // Storage may be forbidden: the page works without a memory.
  }
}

let current = initial();

/** The words of the language in use. */
export const words = () => languages[current];

/** The language in use: es or en. */
export const language = () => current;

/** Uses a language from now on, and remembers it. */
export function useLanguage(chosen) {
  current = chosen in languages ? chosen : 'es';
  try {
    localStorage.setItem(KEY, current);
  } catch {
    // As above.
  }
}

/** Puts the words into every element that names one. */
export function translate(root) {
  const w = words();
  document.documentElement.lang = current;
  for (const element of root.querySelectorAll('[data-i18n]')) {
    element.textContent = w[element.dataset.i18n];
  }
  for (const element of root.querySelectorAll('[data-i18n-label]')) {
    element.setAttribute('aria-label', w[element.dataset.i18nLabel]);
  }
}

const locale = () => (current === 'en' ? 'en-US' : 'es-UY');

/** A whole number with the language's grouping. */
export const number = (value) => new Intl.NumberFormat(locale(), { maximumFractionDigits: 0, useGrouping: 'always' }).format(value);

/** Dollars, rounded as far as the estimate deserves. */
export const dollars = (value, step = 1000) => `US$ ${number(Math.round(value / step) * step)}`;

/** A probability in whole percent; what is nearly nothing says so. */
export function percent(value) {
  const p = value * 100;
  const space = current === 'en' ? '' : ' ';
  return p > 0 && p < 1 ? `<1${space}%` : `${Math.round(p)}${space}%`;
}
