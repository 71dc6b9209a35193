/* global document */
// Plus and minus buttons beside a quantity.
for (const stepper of document.querySelectorAll('[data-stepper]')) {
  const input = stepper.querySelector('input');
  stepper.addEventListener('click', ({ target }) => {
    const step = Number(target.closest('[data-step]')?.dataset.step ?? 0);
    const wanted = (Number(input.value) || 0) + step;
    input.value = String(Math.min(Number(input.max), Math.max(Number(input.min), wanted)));
  });
}
