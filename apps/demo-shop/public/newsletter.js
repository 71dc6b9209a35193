/* global document, fetch, FormData, URLSearchParams */
// The newsletter dialog: opens, sends, says what the server said.
const dialog = document.querySelector('[data-newsletter]');
const form = dialog.querySelector('[data-newsletter-form]');
const answerLine = dialog.querySelector('[data-newsletter-answer]');

document.querySelector('[data-newsletter-open]').addEventListener('click', () => {
  answerLine.textContent = '';
  dialog.showModal();
});
dialog.querySelector('[data-newsletter-close]').addEventListener('click', () => dialog.close());

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const response = await fetch(form.action, {
    method: 'POST',
    headers: { accept: 'application/json' },
    body: new URLSearchParams(new FormData(form)),
  });
  if (!response.ok && response.status !== 422) {
    answerLine.textContent = 'That did not work. Please try again in a moment.';
    return;
  }
  const { notice, error } = await response.json();
  answerLine.textContent = notice ?? error;
  if (notice) form.reset();
});
