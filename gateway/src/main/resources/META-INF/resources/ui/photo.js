// The photo: chosen or dropped, checked, and shown. It is drawn on a canvas, so no address of its own is needed.
import { byId } from './dom.js';
import { markWrong } from './form.js';
import { number, words } from './words.js';

const TYPES = ['image/jpeg', 'image/png'];
const MEBI = 1024 * 1024;

let chosen = null;
let reading = Promise.resolve();
let mostBytes = 20 * MEBI;

/** The chosen photo, or null; waits for one that is still being read. */
export async function photo() {
  await reading;
  return chosen;
}

/** Sets the largest photo that the API takes, in bytes. */
export function limitBytes(bytes) {
  mostBytes = bytes;
}

/** Watches input, drop and removal. */
export function connect(changed) {
  const drop = byId('drop');
  const input = byId('photo');
  input.addEventListener('change', () => { reading = take(input.files[0], changed); });
  byId('photo-remove').addEventListener('click', () => {
    remove();
    changed();
    input.focus();
  });
  for (const kind of ['dragenter', 'dragover']) {
    drop.addEventListener(kind, (event) => {
      event.preventDefault();
      drop.classList.add('over');
    });
  }
  for (const kind of ['dragleave', 'drop']) {
    drop.addEventListener(kind, () => drop.classList.remove('over'));
  }
  drop.addEventListener('drop', (event) => {
    event.preventDefault();
    reading = take(event.dataTransfer.files[0], changed);
  });
}

async function take(file, changed) {
  if (!file) {
    return; // The chooser was closed without a choice: what was chosen stays.
  }
  const problem = wrong(file);
  if (problem) {
    remove();
    markWrong('photo', problem);
    changed();
    return;
  }
  let picture;
  try {
    picture = await createImageBitmap(file);
  } catch {
    remove();
    markWrong('photo', words().photoBroken);
    changed();
    return;
  }
  markWrong('photo', '');
  chosen = file;
  show(picture);
  describe();
  changed();
}

function wrong(file) {
  if (!TYPES.includes(file.type)) {
    return words().photoKind;
  }
  return file.size > mostBytes ? words().photoSize(number(mostBytes / MEBI)) : '';
}

function show(picture) {
  const canvas = byId('preview');
  const scale = Math.max(canvas.width / picture.width, canvas.height / picture.height);
  const [w, h] = [picture.width * scale, picture.height * scale];
  canvas.getContext('2d').drawImage(picture, (canvas.width - w) / 2, (canvas.height - h) / 2, w, h);
  picture.close();
  canvas.hidden = false;
  byId('drop').classList.add('has-photo');
  byId('photo-remove').hidden = false;
}

/** Says which photo is chosen, in the language in use. */
export function describe() {
  byId('photo-hint').textContent = chosen ? `${chosen.name} · ${number(chosen.size / 1024)} kB` : words().photoHint;
}

function remove() {
  chosen = null;
  byId('photo').value = '';
  byId('preview').hidden = true;
  byId('drop').classList.remove('has-photo');
  byId('photo-remove').hidden = true;
  markWrong('photo', '');
  describe();
}
