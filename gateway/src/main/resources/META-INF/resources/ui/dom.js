/** Makes an element: attributes by name, children as nodes or text; null and false are left out. */
export function el(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === 'style') {
      for (const [property, v] of Object.entries(value)) {
        node.style.setProperty(property, v);
      }
    } else if (key.startsWith('on')) {
      node.addEventListener(key.slice(2), value);
    } else if (value !== null && value !== false) {
      node.setAttribute(key, value === true ? '' : value);
    }
  }
  node.append(...children.filter((c) => c !== null && c !== false));
  return node;
}

/** The element with this id. */
export const byId = (id) => document.getElementById(id);

/** A drawing from its outlines: [path data, class]. */
export function drawing(viewBox, paths) {
  const ns = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(ns, 'svg');
  svg.setAttribute('viewBox', viewBox);
  svg.setAttribute('aria-hidden', 'true');
  for (const [d, kind] of paths) {
    const path = document.createElementNS(ns, 'path');
    path.setAttribute('d', d);
    if (kind) {
      path.setAttribute('class', kind);
    }
    svg.append(path);
  }
  return svg;
}
