/**
 * The emulator's stand-in for Paddle.js: defines `window.PaddleBillingV1` (and `window.Paddle`) with what
 * `@paddle/paddle-js` and pages written for Paddle.js call. Load it before `initializePaddle()`; nothing is then
 * loaded from Paddle.
 *
 * It puts nothing into the page but one iframe, styled through its `style` property, so that it works under a strict
 * content security policy: `script-src` and `frame-src` need the emulator's origin, `connect-src` too when the page
 * asks for previews.
 */
(() => {
  // A page that loads the script again, say after a client-side navigation, keeps the instance it has initialised.
  if (window.PaddleBillingV1 !== undefined) return;

  const ORIGIN = new URL(
    (document.currentScript ?? document.querySelector('script[src$="/paddle.js"]')).src,
    document.baseURI,
  ).origin;
  const DOCS = 'https://developer.paddle.com/paddle-js/overview';
  const FRAME_CLASS = 'paddle-frame';
  const FRAME_NAME = 'paddle_frame';
  /** How long the success screen stays before the page goes to `successUrl`, in milliseconds. */
  const SUCCESS_PAUSE_MS = 1400;

  /** Options of Initialize and Update; null until initialised. */
  let options = null;
  /** The checkout that is open: its frame and how to put the page back as it was. */
  let open = null;

  function emit(event) {
    if (typeof options?.eventCallback !== 'function') return;
    try {
      options.eventCallback(event);
    } catch (error) {
      // A callback that throws is the page's bug and must not stop the checkout.
      console.error('[Paddle emulator] eventCallback threw:', error);
    }
  }

  function fail(detail, code = 'bad_request') {
    emit({ name: 'checkout.error', type: 'front-end_error', code, detail, documentation_url: DOCS });
    throw new Error(`[Paddle emulator] ${detail}`);
  }

  function requireInitialized(method) {
    if (options === null)
      throw new Error(`[Paddle emulator] Call Paddle.Initialize() before Paddle.${method}().`);
  }

  function initialize(given) {
    if (options !== null) {
      console.warn('[Paddle emulator] Paddle.Initialize() was called twice. Use Paddle.Update().');
      return;
    }
    const token = given?.token;
    if (typeof token !== 'string' || !token.startsWith('test_')) {
      throw new Error('[Paddle emulator] A client-side token that begins with test_ is needed.');
    }
    options = { ...given };
    paddle.Initialized = true;
    openFromAddress();
  }

  /** Opens the checkout of a payment link: a page address with `_ptxn`. */
  function openFromAddress() {
    const transactionId = new URLSearchParams(window.location.search).get('_ptxn');
    if (transactionId !== null) openCheckout({ transactionId });
  }

  function openCheckout(input) {
    requireInitialized('Checkout.open');
    const hasItems = Array.isArray(input?.items) && input.items.length > 0;
    if (typeof input?.transactionId !== 'string' && !hasItems)
      fail('Checkout.open() needs a transactionId or items.');
    const settings = { ...options.checkout?.settings, ...input.settings };
    if (settings.successUrl !== undefined && !isAbsoluteUrl(settings.successUrl)) {
      fail('settings.successUrl must be an absolute URL.', 'invalid_success_url');
    }
    const inline = settings.displayMode === 'inline';
    const target = inline
      ? document.querySelector(`.${CSS.escape(settings.frameTarget ?? '')}`)
      : document.body;
    if (target === null) fail('settings.frameTarget names no element of the page.', 'invalid_frame_target');

    closeCheckout();
    const frame = inline ? inlineFrame(settings) : overlayFrame();
    const theme = settings.theme === 'light' || settings.theme === 'dark' ? settings.theme : '';
    frame.src = `${ORIGIN}/checkout/frame?${new URLSearchParams({ origin: window.location.origin, theme, mode: inline ? 'inline' : 'overlay' })}`;
    open = {
      frame,
      input,
      settings,
      restore: inline ? () => {} : coverPage(),
      ready: false,
      completed: false,
    };
    target.append(frame);
  }

  function overlayFrame() {
    const frame = newFrame();
    Object.assign(frame.style, {
      position: 'fixed',
      inset: '0',
      width: '100%',
      height: '100%',
      zIndex: '2147483647',
    });
    return frame;
  }

  function inlineFrame(settings) {
    const frame = newFrame();
    Object.assign(frame.style, { width: '100%', minWidth: '286px' });
    if (typeof settings.frameStyle === 'string') frame.style.cssText += `;${settings.frameStyle}`;
    frame.style.height = `${Number(settings.frameInitialHeight ?? 450)}px`;
    return frame;
  }

  function newFrame() {
    const frame = document.createElement('iframe');
    frame.name = FRAME_NAME;
    frame.className = FRAME_CLASS;
    frame.title = 'Paddle emulator checkout';
    frame.allow = 'payment';
    // The frame's own page is of the light scheme throughout; without this a dark page would paint it opaque.
    Object.assign(frame.style, { border: '0', background: 'transparent', colorScheme: 'light' });
    return frame;
  }

  /** Stops the page behind the overlay from scrolling and listens for Escape while it has the focus. */
  function coverPage() {
    const focused = document.activeElement;
    const root = document.documentElement;
    const overflow = root.style.overflow;
    const onKey = (event) => {
      if (event.key === 'Escape') requestClose();
    };
    root.style.overflow = 'hidden';
    document.addEventListener('keydown', onKey);
    return () => {
      root.style.overflow = overflow;
      document.removeEventListener('keydown', onKey);
      if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
    };
  }

  function isAbsoluteUrl(text) {
    try {
      return ['http:', 'https:'].includes(new URL(text).protocol);
    } catch {
      return false;
    }
  }

  /** Asks the frame to close, so that `checkout.closed` carries the checkout as it stands. */
  function requestClose() {
    if (open === null) return;
    if (open.ready) post({ type: 'close' });
    else {
      closeCheckout();
      emit({ name: 'checkout.closed' });
    }
  }

  function closeCheckout() {
    if (open === null) return;
    const { frame, restore } = open;
    open = null;
    frame.remove();
    restore();
  }

  function post(message) {
    open?.frame.contentWindow?.postMessage({ source: 'paddle-emulator-page', ...message }, ORIGIN);
  }

  window.addEventListener('message', (event) => {
    if (open === null || event.origin !== ORIGIN || event.source !== open.frame.contentWindow) return;
    const message = event.data;
    if (message?.source !== 'paddle-emulator-checkout') return;
    if (message.type === 'ready') onReady();
    if (message.type === 'event') onEvent(message.event);
    if (message.type === 'resize') resize(Number(message.height));
    if (message.type === 'close') {
      closeCheckout();
      emit(message.event);
    }
  });

  /** The frame is there: it gets what it is to open. Its focus has to be given from here. */
  function onReady() {
    open.ready = true;
    const { input, settings } = open;
    const { transactionId, items, customData, customer } = input;
    const token = options.token;
    post({ type: 'open', request: toSnake({ token, transactionId, items, customer }), customData, settings });
    if (settings.displayMode !== 'inline') open.frame.focus();
  }

  function onEvent(event) {
    if (event.name === 'checkout.completed' && !open.completed) {
      open.completed = true;
      const { successUrl } = open.settings;
      if (successUrl !== undefined) setTimeout(() => window.location.assign(successUrl), SUCCESS_PAUSE_MS);
    }
    emit(event);
  }

  function resize(height) {
    if (open.settings.displayMode === 'inline' && height > 0)
      open.frame.style.height = `${Math.ceil(height)}px`;
  }

  function updateCheckout(input) {
    requireInitialized('Checkout.updateCheckout');
    const { items, customData, customer } = input ?? {};
    post({ type: 'update', request: toSnake({ items, customer }), customData, cause: 'checkout.updated' });
  }

  function updateItems(items) {
    requireInitialized('Checkout.updateItems');
    post({ type: 'update', request: toSnake({ items }), cause: 'checkout.items.updated' });
  }

  async function preview(path, params) {
    requireInitialized('preview');
    const response = await fetch(`${ORIGIN}/checkout-preview/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...toSnake(params), token: options.token }),
    });
    const answer = await response.json();
    if (answer.error) throw toCamel(answer);
    return toCamel(answer);
  }

  function toSnake(value) {
    return mapKeys(value, (key) => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));
  }

  function toCamel(value) {
    return mapKeys(value, (key) => key.replace(/_([a-z0-9])/g, (_, letter) => letter.toUpperCase()));
  }

  /** Renames the keys of nested objects, except inside custom data, which is the caller's own. */
  function mapKeys(value, rename) {
    if (Array.isArray(value)) return value.map((item) => mapKeys(item, rename));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value)
        .filter(([, entry]) => entry !== undefined)
        .map(([key, entry]) => [
          rename(key),
          key === 'customData' || key === 'custom_data' ? entry : mapKeys(entry, rename),
        ]),
    );
  }

  const nothing = () => {};
  const paddle = {
    Version: 'v1',
    Initialized: false,
    Status: { libraryVersion: 'emulator' },
    Environment: {
      set(environment) {
        if (environment !== 'sandbox' && environment !== 'production') {
          console.warn(`[Paddle emulator] Unknown environment: ${environment}`);
        }
      },
    },
    Initialize: initialize,
    Setup: initialize,
    Update(changes) {
      requireInitialized('Update');
      options = { ...options, ...changes, token: options.token };
    },
    Checkout: { open: openCheckout, close: requestClose, updateCheckout, updateItems },
    PricePreview: (params) => preview('prices', params),
    TransactionPreview: (params) => preview('transaction', params),
    Retain: {
      demo: nothing,
      initCancellationFlow: async () => ({ status: 'error', details: 'Retain is not emulated.' }),
    },
    Spinner: { show: nothing, hide: nothing },
  };

  window.PaddleBillingV1 = paddle;
  window.Paddle ??= paddle;
})();
