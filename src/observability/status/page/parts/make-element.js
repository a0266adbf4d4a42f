const SVG = 'http://www.w3.org/2000/svg';

/**
 * An element with its attributes and children. Texts become text nodes: a client's names of models and
 * sessions are shown unchanged, and never parsed as HTML.
 */
export function makeElement(tag, attributes = {}, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

/** The same for a part of a drawing. */
export function makeShape(tag, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) if (value !== undefined) element.setAttribute(name, value);
  element.append(...children.filter((child) => child !== undefined));
  return element;
}
