/** The control page: shows what the emulator holds and does what a person at Paddle, or a customer, would do. */
(() => {
  const REFRESH_MS = 1500;
  const WORDS = { manual: 'by hand', timer: 'by a timer', immediate: 'at once' };
  const PAYABLE = ['draft', 'ready', 'billed', 'past_due'];

  const problem = document.getElementById('problem');
  /** The last overview as text: the page is only redrawn when it changed, so that focus and selection stay. */
  let shown = '';

  async function call(method, path, body) {
    const response = await fetch(`/_control${path}`, {
      method,
      ...(body === undefined
        ? {}
        : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const answer = text === '' ? {} : JSON.parse(text);
    if (answer.error) throw new Error(answer.error.detail);
    return answer.data;
  }

  async function refresh() {
    try {
      const overview = await call('GET', '/overview');
      document.getElementById('now').textContent = overview.now.replace('T', ' ').slice(0, 19);
      const { now: _now, ...rest } = overview;
      const text = JSON.stringify(rest);
      if (text !== shown) draw(rest);
      shown = text;
      problem.textContent = '';
    } catch (error) {
      problem.textContent = `The emulator does not answer: ${error.message}`;
    }
  }

  function draw(overview) {
    const { destinations, switches, transactions, adjustments, deliveries, events } = overview;
    document.getElementById('destinations').replaceChildren(
      ...(destinations.length > 0 ? destinations : [null]).map((row) => {
        const item = document.createElement('li');
        item.textContent = row === null ? 'None.' : `${row.destination}${row.active ? '' : ' (inactive)'}`;
        return item;
      }),
    );
    const on = [...switches.chaos.map((rule) => rule.effect), ...switches.faults.map((rule) => rule.fault)];
    document.getElementById('switches').textContent = on.length > 0 ? `Switched on: ${on.join(', ')}` : '';
    const drops = switches.chaos.some((rule) => rule.effect === 'drop');
    document
      .getElementById('webhook-actions')
      .replaceChildren(
        drops
          ? action('Deliver again', 'webhooks', '/chaos', { rules: [] }, 'PUT')
          : action('Drop', 'all webhooks', '/chaos', { rules: [{ effect: 'drop' }] }, 'PUT'),
      );
    const { mode, delayMs, outcome } = switches.approval;
    document.getElementById('approval').textContent =
      mode === 'manual'
        ? 'Refunds wait until they are approved or rejected here.'
        : `Refunds are ${outcome} ${mode === 'immediate' ? 'at once' : `after ${delayMs / 1000} s`}.`;
    document
      .getElementById('approval-actions')
      .replaceChildren(
        ...['manual', 'timer', 'immediate']
          .filter((other) => other !== mode)
          .map((other) => action(`Decide ${WORDS[other]}`, 'refunds', '/approval', { mode: other }, 'PUT')),
      );
    fill('transactions', transactions, 6, transactionRow);
    fill('adjustments', adjustments, 6, adjustmentRow);
    fill('deliveries', deliveries, 6, deliveryRow);
    fill('events', events, 4, (row) => [
      code(row.event_id),
      row.event_type,
      time(row.occurred_at),
      code(row.data.id),
    ]);
  }

  function transactionRow(row) {
    const actions = [];
    if (PAYABLE.includes(row.status)) {
      actions.push(action('Pay', row.id, `/transactions/${row.id}/pay`));
      actions.push(action('Decline', row.id, `/transactions/${row.id}/decline`));
      actions.push(action('Cancel', row.id, `/transactions/${row.id}/cancel`));
    }
    if (row.status === 'completed') {
      actions.push(action('Charge back', row.id, `/transactions/${row.id}/chargeback`));
      actions.push(action('Warn', row.id, `/transactions/${row.id}/chargeback-warning`));
    }
    const total = money(row.details.totals.grand_total, row.currency_code);
    return [
      code(row.id),
      row.status,
      row.customer?.email ?? '—',
      row.address?.country_code ?? '—',
      amount(total),
      actions,
    ];
  }

  function adjustmentRow(row) {
    const actions = [];
    if (row.status === 'pending_approval') {
      actions.push(action('Approve', row.id, `/adjustments/${row.id}/approve`));
      actions.push(action('Reject', row.id, `/adjustments/${row.id}/reject`));
    }
    const reversible = ['chargeback', 'chargeback_warning', 'credit'].includes(row.action);
    if (row.status === 'approved' && reversible) {
      actions.push(action('Reverse', row.id, `/adjustments/${row.id}/reverse`));
    }
    const total = money(row.totals.total, row.currency_code);
    return [code(row.id), row.action, row.status, code(row.transaction_id), amount(total), actions];
  }

  function deliveryRow(row) {
    const last = row.attempts.at(-1);
    const failed = row.status === 'needs_retry' || row.status === 'failed';
    const answer =
      last === undefined ? '—' : last.response_code === 0 ? last.response_body : String(last.response_code);
    return [
      row.event_type,
      time(row.occurred_at),
      span(row.status, failed ? 'bad' : ''),
      amount(String(row.times_attempted)),
      answer,
      [
        action('Replay', row.event_type, `/events/${row.event_id}/replay`, {
          destinationId: row.destination_id,
        }),
      ],
    ];
  }

  function fill(id, rows, columns, cells) {
    const body = document.getElementById(id);
    if (rows.length === 0) {
      const cell = document.createElement('td');
      cell.colSpan = columns;
      cell.className = 'empty';
      cell.textContent = 'Nothing yet.';
      const row = document.createElement('tr');
      row.append(cell);
      body.replaceChildren(row);
      return;
    }
    body.replaceChildren(
      ...rows.map((entry) => {
        const row = document.createElement('tr');
        for (const content of cells(entry)) {
          const cell = document.createElement('td');
          if (content?.className === 'number') cell.className = 'number';
          cell.append(...(Array.isArray(content) ? content : [content]));
          row.append(cell);
        }
        return row;
      }),
    );
  }

  function action(label, subject, path, body = {}, method = 'POST') {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = label;
    button.setAttribute('aria-label', `${label} ${subject}`);
    button.addEventListener('click', async () => {
      try {
        await call(method, path, body);
        await refresh();
      } catch (error) {
        problem.textContent = error.message;
      }
    });
    return button;
  }

  function span(text, className) {
    const node = document.createElement('span');
    node.textContent = text;
    node.className = className;
    return node;
  }

  function amount(text) {
    return span(text, 'number');
  }

  function code(text) {
    const node = document.createElement('code');
    node.textContent = text ?? '—';
    return node;
  }

  function time(text) {
    return text.replace('T', ' ').slice(0, 19);
  }

  function money(minorUnits, currency) {
    const format = new Intl.NumberFormat('en', { style: 'currency', currency });
    return format.format(Number(minorUnits) / 10 ** format.resolvedOptions().maximumFractionDigits);
  }

  // Wide tables scroll sideways in their boxes: with the keyboard too.
  for (const box of document.querySelectorAll('.scroll')) box.tabIndex = 0;
  refresh();
  setInterval(refresh, REFRESH_MS);
})();
