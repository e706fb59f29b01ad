/**
 * The checkout inside the frame. It talks to the page that opened it by messages (their origins are checked on both
 * sides) and to the emulator by requests to its own origin.
 */
(() => {
  const query = new URLSearchParams(window.location.search);
  const PAGE_ORIGIN = query.get('origin') ?? window.location.origin;
  const MODE = query.get('mode') === 'inline' ? 'inline' : 'overlay';
  /** Wait after the last keystroke before the price is asked for anew, in milliseconds. */
  const TYPING_PAUSE_MS = 250;

  const element = (id) => document.getElementById(id);
  const panel = element('panel');
  const inputs = {
    email: element('email'),
    country: element('country'),
    postalCode: element('postal-code'),
    vat: element('vat'),
    company: element('company'),
    number: element('number'),
    expiry: element('expiry'),
    cvc: element('cvc'),
  };

  let session = null;
  let settings = {};
  let selectedCard = false;
  let busy = false;
  /** The payment attempt that waits for the 3DS answer. */
  let attemptId = null;
  /** Requests that change the checkout run one after the other. */
  let queue = Promise.resolve();

  document.body.dataset.mode = MODE;
  applyTheme(query.get('theme'));

  // --- Messages to and from the page ---

  function post(message) {
    window.parent.postMessage({ source: 'paddle-emulator-checkout', ...message }, PAGE_ORIGIN);
  }

  window.addEventListener('message', (event) => {
    if (event.source !== window.parent || event.origin !== PAGE_ORIGIN) return;
    const message = event.data;
    if (message?.source !== 'paddle-emulator-page') return;
    if (message.type === 'open') start(message);
    if (message.type === 'update') update(message);
    if (message.type === 'close') close();
  });

  function eventOf(name, payment) {
    if (session === null) return { name };
    const data = session.event_data;
    return {
      name,
      data: {
        ...data,
        ...(payment === undefined ? {} : { payment: { method_details: payment } }),
        settings: { display_mode: MODE, theme: panel.dataset.theme },
      },
    };
  }

  function emit(name, payment) {
    post({ type: 'event', event: eventOf(name, payment) });
  }

  function emitError(name, error) {
    const {
      type = 'api_error',
      code = 'internal_error',
      detail = String(error),
      documentation_url = '',
    } = error ?? {};
    post({ type: 'event', event: { name, type, code, detail, documentation_url } });
  }

  function close() {
    if (busy) return;
    post({ type: 'close', event: eventOf('checkout.closed') });
  }

  // --- Requests ---

  /** @throws the `error` of an answer that carries one */
  async function request(method, path, body) {
    const response = await fetch(`/checkout/sessions${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const answer = await response.json();
    if (answer.error) throw answer.error;
    return answer.data;
  }

  function inTurn(task) {
    const result = queue.then(task);
    queue = result.catch(() => {});
    return result;
  }

  // --- Opening and updating ---

  async function start(message) {
    settings = message.settings ?? {};
    applyTheme(settings.theme);
    try {
      session = await request('POST', '', withCustomData(message));
    } catch (error) {
      showFailure(error);
      return;
    }
    fillCountries();
    fillBuyer();
    showBreakdown(session.breakdown);
    show('form');
    focusFirst();
    emit('checkout.loaded');
  }

  function withCustomData({ request: body, customData }) {
    return customData === undefined ? body : { ...body, custom_data: customData };
  }

  async function update(message) {
    try {
      session = await inTurn(() => request('PATCH', `/${session.id}`, withCustomData(message)));
      fillBuyer();
      showBreakdown(session.breakdown);
      emit(message.cause);
    } catch (error) {
      emitError('checkout.error', error);
    }
  }

  function showFailure(error) {
    element('failure-text').textContent = error?.detail ?? 'The emulator did not answer.';
    show('failure', element('failure-title'));
    emitError('checkout.error', error);
  }

  // --- What is shown ---

  function applyTheme(theme) {
    const dark =
      theme === 'dark' || (theme !== 'light' && window.matchMedia('(prefers-color-scheme: dark)').matches);
    panel.dataset.theme = dark ? 'dark' : 'light';
  }

  function show(view, focus) {
    panel.dataset.view = view;
    for (const part of document.querySelectorAll('[data-for]')) part.hidden = part.dataset.for !== view;
    focus?.focus();
  }

  function focusFirst() {
    if (MODE === 'inline') return;
    const { email, country, number } = inputs;
    const first = email.value === '' ? email : country.value === '' ? country : number;
    first.focus({ preventScroll: true });
  }

  function locale() {
    try {
      return Intl.getCanonicalLocales(settings.locale ?? 'en')[0] ?? 'en';
    } catch {
      return 'en';
    }
  }

  function money(minorUnits) {
    const format = new Intl.NumberFormat(locale(), { style: 'currency', currency: session.currency_code });
    const digits = format.resolvedOptions().maximumFractionDigits;
    return format.format(Number(minorUnits) / 10 ** digits);
  }

  function showBreakdown({ lines, totals, taxRate }) {
    element('lines').replaceChildren(
      ...lines.map((line) => {
        const item = document.createElement('li');
        const name = document.createElement('span');
        const amount = document.createElement('span');
        name.textContent = line.quantity === 1 ? line.name : `${line.name} × ${line.quantity}`;
        amount.textContent = money(line.totals.subtotal);
        item.append(name, amount);
        return item;
      }),
    );
    const country = inputs.country.value;
    const rate = new Intl.NumberFormat(locale(), { style: 'percent', maximumFractionDigits: 2 });
    element('tax-label').textContent = Number(taxRate) > 0 ? `VAT (${rate.format(Number(taxRate))})` : 'VAT';
    element('subtotal').textContent = money(totals.subtotal);
    element('tax').textContent = country === '' ? '—' : money(totals.tax);
    element('total').textContent = money(totals.total);
    element('pay-label').textContent = `Pay ${money(totals.total)}`;
    element('tax-note').textContent = taxNote(country, Number(taxRate));
  }

  function taxNote(country, rate) {
    if (country === '') return 'Choose your country to see the VAT.';
    if (rate > 0) return '';
    if (inputs.vat.value.trim() !== '' && session.eu_countries.includes(country)) {
      return 'Reverse charge: you account for the VAT yourself.';
    }
    return 'No VAT is charged for your country.';
  }

  function fillCountries() {
    const names = new Intl.DisplayNames([locale()], { type: 'region' });
    const options = session.countries
      .map((code) => ({ code, name: names.of(code) ?? code }))
      .sort((a, b) => a.name.localeCompare(b.name, locale()));
    const choose = new Option('Choose a country', '');
    choose.disabled = true;
    inputs.country.replaceChildren(choose, ...options.map(({ code, name }) => new Option(name, code)));
  }

  function fillBuyer() {
    const { buyer } = session;
    inputs.email.value = buyer.email;
    inputs.country.value = buyer.country_code;
    inputs.postalCode.value = buyer.postal_code;
    inputs.vat.value = buyer.tax_identifier;
    inputs.company.value = buyer.business_name;
    const known = buyer.email !== '';
    inputs.email.readOnly = known;
    element('logout').hidden = !known || settings.allowLogout === false;
    if (buyer.tax_identifier !== '') showBusiness();
    showCountryFields();
  }

  function showCountryFields() {
    const country = inputs.country.value;
    element('postal-code-field').hidden = !session.postal_code_countries.includes(country);
    element('business').hidden = settings.showAddTaxId === false || !session.eu_countries.includes(country);
  }

  function showBusiness() {
    element('business-fields').hidden = false;
    element('add-vat').hidden = true;
    element('add-vat').setAttribute('aria-expanded', 'true');
  }

  function setError(name, message) {
    element(`${name}-error`).textContent = message;
    const input = inputs[name];
    if (message === '') input.removeAttribute('aria-invalid');
    else input.setAttribute('aria-invalid', 'true');
  }

  function setBusy(value) {
    busy = value;
    const pay = element('pay');
    if (value) pay.setAttribute('aria-disabled', 'true');
    else pay.removeAttribute('aria-disabled');
    element('form').setAttribute('aria-busy', String(value));
  }

  // --- The buyer's details ---

  let typing;
  function buyerChanged(soon) {
    clearTimeout(typing);
    if (soon) enterBuyer().catch(() => {});
    else typing = setTimeout(() => enterBuyer().catch(() => {}), TYPING_PAUSE_MS);
  }

  /**
   * Sends the details as they stand and shows the price for them.
   *
   * @returns whether they are complete, that is entered into the transaction
   */
  function enterBuyer() {
    clearTimeout(typing);
    return inTurn(async () => {
      const vatShown = !element('business').hidden && !element('business-fields').hidden;
      const answer = await request('POST', `/${session.id}/buyer`, {
        email: inputs.email.value,
        country_code: inputs.country.value || null,
        postal_code: element('postal-code-field').hidden ? null : inputs.postalCode.value,
        tax_identifier: vatShown ? inputs.vat.value : null,
        business_name: vatShown ? inputs.company.value : null,
      });
      setError('vat', answer.vat_number_valid ? '' : 'This is not a VAT number of your country.');
      if (!answer.entered) {
        showBreakdown(answer.breakdown);
        return false;
      }
      const before = session.event_data.customer;
      session = answer.session;
      showBreakdown(session.breakdown);
      const after = session.event_data.customer;
      if (after.id !== before.id) emit('checkout.customer.created');
      else if (JSON.stringify(after) !== JSON.stringify(before)) emit('checkout.customer.updated');
      return true;
    });
  }

  inputs.email.addEventListener('change', () => buyerChanged(true));
  inputs.country.addEventListener('change', () => {
    setError('country', '');
    showCountryFields();
    buyerChanged(true);
  });
  for (const input of [inputs.postalCode, inputs.company])
    input.addEventListener('change', () => buyerChanged(true));
  inputs.vat.addEventListener('input', () => buyerChanged(false));
  element('add-vat').addEventListener('click', () => {
    showBusiness();
    inputs.vat.focus();
  });
  element('logout').addEventListener('click', () => {
    inputs.email.readOnly = false;
    inputs.email.value = '';
    element('logout').hidden = true;
    inputs.email.focus();
    emit('checkout.customer.removed');
  });

  // --- The card ---

  inputs.number.addEventListener('input', () => {
    const digits = inputs.number.value.replace(/\D/g, '').slice(0, 19);
    inputs.number.value = digits.replace(/(.{4})(?=.)/g, '$1 ');
    cardSelected();
  });
  inputs.expiry.addEventListener('input', (event) => {
    const digits = inputs.expiry.value.replace(/\D/g, '').slice(0, 4);
    const erasing = event.inputType?.startsWith('delete');
    if (erasing) return;
    inputs.expiry.value = digits.length >= 2 ? `${digits.slice(0, 2)} / ${digits.slice(2)}` : digits;
  });
  for (const name of ['email', 'number', 'expiry', 'cvc']) {
    inputs[name].addEventListener('input', () => setError(name, ''));
  }
  for (const button of document.querySelectorAll('[data-card]')) {
    button.addEventListener('click', () => {
      inputs.number.value = button.dataset.card;
      inputs.expiry.value = `12 / ${String((new Date().getFullYear() + 3) % 100).padStart(2, '0')}`;
      inputs.cvc.value = '123';
      for (const name of ['number', 'expiry', 'cvc']) setError(name, '');
      cardSelected();
      element('pay').focus();
    });
  }

  function cardSelected() {
    if (selectedCard) return;
    selectedCard = true;
    emit('checkout.payment.selected', { type: 'card' });
  }

  function readCard() {
    const [month, year] = inputs.expiry.value.split('/').map((part) => part.trim());
    return {
      number: inputs.number.value,
      expiry_month: Number(month) || 0,
      expiry_year: /^\d{2}$/.test(year ?? '') ? 2000 + Number(year) : Number(year) || 0,
      cvc: inputs.cvc.value.trim(),
    };
  }

  // --- Paying ---

  element('form').addEventListener('submit', (event) => {
    event.preventDefault();
    if (!busy) pay();
  });

  async function pay() {
    element('alert').textContent = '';
    if (!checkForm()) return;
    setBusy(true);
    try {
      if (!(await enterBuyer())) {
        focusInvalid();
        return;
      }
      cardSelected();
      emit('checkout.payment.initiated', { type: 'card' });
      paid(await inTurn(() => request('POST', `/${session.id}/pay`, readCard())));
    } catch (error) {
      paymentError(error);
    } finally {
      setBusy(false);
    }
  }

  function checkForm() {
    const { email, country, number, expiry, cvc } = inputs;
    setError('email', email.value.trim() !== '' && email.checkValidity() ? '' : 'Enter your email address.');
    setError('country', country.value === '' ? 'Choose your country.' : '');
    setError('number', number.value === '' ? 'Enter your card number.' : '');
    setError('expiry', /^\d{2}\s*\/\s*(\d{2}|\d{4})$/.test(expiry.value) ? '' : 'Enter it as MM / YY.');
    setError('cvc', cvc.value === '' ? 'Enter 3 or 4 digits.' : '');
    return !focusInvalid();
  }

  function focusInvalid() {
    const invalid = document.querySelector('[aria-invalid="true"]');
    invalid?.focus();
    return invalid !== null;
  }

  function paid(answer) {
    if (answer.session !== undefined) session = answer.session;
    if (answer.result === 'captured') succeed();
    if (answer.result === 'action_required') askForConfirmation(answer.attempt_id);
    if (answer.result === 'invalid') {
      for (const { field, message } of answer.problems) setError(field, message);
      focusInvalid();
    }
    if (answer.result === 'error') {
      show('form');
      element('alert').textContent = answer.message;
      inputs.number.focus();
      emit('checkout.payment.failed');
    }
  }

  function paymentError(error) {
    show('form');
    element('alert').textContent = error?.detail ?? 'The emulator did not answer. Try again.';
    emitError('checkout.payment.error', error);
  }

  function askForConfirmation(id) {
    attemptId = id;
    const card = session.event_data.payment.method_details.card;
    const amount = money(session.breakdown.totals.total);
    element('confirm-text').textContent =
      `Confirm the payment of ${amount} with your card ending in ${card.last4}.`;
    show('confirm', element('confirm-title'));
  }

  async function confirm(approved) {
    if (busy) return;
    setBusy(true);
    try {
      const body = { attempt_id: attemptId, approved };
      paid(await inTurn(() => request('POST', `/${session.id}/confirm`, body)));
    } catch (error) {
      paymentError(error);
    } finally {
      setBusy(false);
    }
  }

  function succeed() {
    const amount = money(session.breakdown.totals.total);
    const leaving = settings.successUrl !== undefined;
    element('success-text').textContent = leaving
      ? `${amount} paid. Taking you back…`
      : `${amount} paid. You can close this window.`;
    element('done').hidden = leaving;
    show('success', element('success-title'));
    emit('checkout.completed');
  }

  element('approve').addEventListener('click', () => confirm(true));
  element('reject').addEventListener('click', () => confirm(false));
  for (const id of ['close', 'done', 'give-up']) element(id).addEventListener('click', close);

  // --- Keyboard: Escape closes, Tab stays inside the overlay ---

  document.addEventListener('keydown', (event) => {
    if (MODE === 'inline') return;
    if (event.key === 'Escape') close();
    if (event.key === 'Tab') keepFocusInside(event);
  });

  function keepFocusInside(event) {
    const reachable = [...panel.querySelectorAll('button, input, select, summary')].filter(
      (node) => node.checkVisibility() && node.tabIndex >= 0,
    );
    const first = reachable[0];
    const last = reachable.at(-1);
    const active = document.activeElement;
    if (event.shiftKey && (active === first || active === panel || active === document.body)) {
      event.preventDefault();
      last?.focus();
    } else if (!event.shiftKey && active === last) {
      event.preventDefault();
      first?.focus();
    }
  }

  new ResizeObserver(() => post({ type: 'resize', height: panel.offsetHeight })).observe(panel);
  post({ type: 'ready' });
})();
