// Calls of the public API. Every failure becomes a Problem, as RFC 9457 has it, also when no answer came at all.

/** What went wrong with a call; status 0 means that nothing answered. */
export class Problem extends Error {
  constructor(status, body, retryAfter, correlation) {
    super(body.detail || body.title || '');
    this.status = status;
    this.code = String(body.type || '').split(/[:/#]/).pop();
    this.title = body.title || '';
    this.detail = body.detail || '';
    this.fields = Array.isArray(body.fields) ? body.fields : [];
    this.retryAfter = retryAfter;
    this.correlation = correlation;
  }
}

const PATIENCE_MS = 30_000;

async function call(path, options = {}) {
  let response;
  try {
    response = await fetch(path, { ...options, signal: AbortSignal.timeout(PATIENCE_MS) });
  } catch (cause) {
    throw new Problem(0, { detail: String(cause) }, 0, null);
  }
  const body = await response.json().catch(() => ({}));
  if (!response.ok) {
    const retryAfter = Number(response.headers.get('Retry-After')) || 0;
    throw new Problem(response.status, body, retryAfter, response.headers.get('X-Correlation-Id'));
  }
  return body;
}

/** Departments with their locations. */
export const locations = async () => (await call('/v1/locations')).departments;

/** Limits and defaults of the form. */
export const form = () => call('/v1/form');

/** One prediction. */
export function predict(listing, photo) {
  const body = new FormData();
  body.append('listing', new Blob([JSON.stringify(listing)], { type: 'application/json' }));
  if (photo) {
    body.append('photo', photo, photo.name);
  }
  return call('/v1/predictions', { method: 'POST', body });
}

/** The same call for a shell. */
export function asCurl(listing, photo) {
  const quote = (text) => `'${text.replaceAll("'", "'\\''")}'`;
  const lines = [
    `curl -sS ${location.origin}/v1/predictions`,
    `-F ${quote(`listing=${JSON.stringify(listing)};type=application/json`)}`,
  ];
  if (photo) {
    lines.push(`-F ${quote(`photo=@"${photo.name.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`)}`);
  }
  return lines.join(' \\\n  ');
}
