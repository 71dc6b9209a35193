/* global document, fetch, FormData, URLSearchParams */
// Adds to the cart without leaving the page, and brings the number in the header up to date.
const count = document.querySelector('[data-cart-count]');
const notice = document.querySelector('[data-notice]');

const send = async (form) => {
  const answer = await fetch(form.action, {
    method: 'POST',
    headers: { accept: 'application/json' },
    body: new URLSearchParams(new FormData(form)),
  });
  if (answer.ok || answer.status === 422) return answer.json();
  throw new Error(`the cart answered ${answer.status}`);
};

const showAnswer = (form, answer) => {
  const error = form.querySelector('[data-quantity-error]');
  const failed = answer.error !== undefined;
  error.textContent = answer.error ?? '';
  error.hidden = !failed;
  form.querySelector('input[type="number"]').toggleAttribute('aria-invalid', failed);
  if (failed) return;
  count.textContent = answer.count;
  notice.textContent = answer.notice;
  notice.hidden = false;
};

for (const form of document.querySelectorAll('[data-add-to-cart]')) {
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    // When the short way fails, the form is sent the long way and the server says what is wrong.
    send(form).then(
      (answer) => showAnswer(form, answer),
      () => form.submit(),
    );
  });
}
