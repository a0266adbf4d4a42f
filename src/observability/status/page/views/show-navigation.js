import { readAddress } from '../address.js';
import { makeElement } from '../parts/make-element.js';
import { showList } from '../parts/show-list.js';

/** Shows links to the views. A view keeps its filters. */
export function showNavigation(views, current) {
  const { span } = readAddress();
  const links = views.map((view) => ({ ...view, span, isCurrent: view.name === current }));
  showList(document.getElementById('views'), links, ({ name }) => name, toLink);
}

function toLink({ name, title, span, isCurrent }) {
  const href = `#view=${name}${span === undefined ? '' : `&span=${span}`}`;
  return makeElement('a', { href, 'aria-current': isCurrent ? 'page' : undefined }, title);
}
