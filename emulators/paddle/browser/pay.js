/** The emulator's own payment page, where `checkout.url` points unless the account has a default payment link. */
(() => {
  const state = document.getElementById('state');
  const again = document.getElementById('again');
  const transactionId = new URLSearchParams(window.location.search).get('_ptxn');

  if (transactionId === null) {
    state.textContent = 'This address names no transaction: it needs _ptxn.';
    return;
  }
  let completed = false;
  again.addEventListener('click', () => window.Paddle.Checkout.open({ transactionId }));
  window.Paddle.Initialize({
    token: 'test_emulator',
    eventCallback(event) {
      if (event.name === 'checkout.completed') completed = true;
      if (event.name !== 'checkout.closed') return;
      state.textContent = completed
        ? 'Paid. You can close this page.'
        : 'The checkout was closed before payment.';
      again.hidden = completed;
    },
  });
})();
