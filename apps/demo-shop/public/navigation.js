/* global document */
// Opens and closes the main navigation on narrow screens.
const button = document.querySelector('[data-menu-button]');
const menu = document.getElementById(button?.getAttribute('aria-controls') ?? '');

const setOpen = (open) => {
  button.setAttribute('aria-expanded', String(open));
  menu.toggleAttribute('data-open', open);
};

button?.addEventListener('click', () => setOpen(button.getAttribute('aria-expanded') !== 'true'));
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape' || button?.getAttribute('aria-expanded') !== 'true') return;
  setOpen(false);
  button.focus();
});
