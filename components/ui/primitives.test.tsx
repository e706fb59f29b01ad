import type { ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { credits } from '#lib/money/credits.ts';
import { Banner } from './banner.tsx';
import { Button } from './button.tsx';
import { Explain } from './explain.tsx';
import { Field } from './field.tsx';
import { Input } from './input.tsx';
import { RadioCards } from './radio-cards.tsx';
import { Table } from './table.tsx';

const render = (element: ReactElement) => renderToStaticMarkup(element);
const textOf = (html: string) => html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');

describe('a field', () => {
  it('says to a screen reader what it is, what to know and what is wrong', () => {
    const html = render(
      <Field name="amount" label="Amount" hint="From 5 euros." error="Too small." required>
        {(wiring) => <Input {...wiring} />}
      </Field>,
    );
    const input = /<input[^>]*>/.exec(html)?.[0] ?? '';
    expect(html).toContain('<label for="amount"');
    expect(input).toContain('id="amount"');
    expect(input).toContain('required=""');
    expect(input).toContain('aria-invalid="true"');
    const described = /aria-describedby="([^"]*)"/.exec(input)?.[1]?.split(' ') ?? [];
    expect(described).toHaveLength(2);
    for (const id of described) expect(html).toContain(`id="${id}"`);
  });

  it('without hint or error points at nothing', () => {
    const html = render(
      <Field name="email" label="E-mail">
        {(wiring) => <Input {...wiring} />}
      </Field>,
    );
    expect(html).not.toMatch(/aria-[a-z]+="/);
  });
});

describe('a button', () => {
  it('that waits cannot be pressed again, and sends no form unless told to', () => {
    const html = render(<Button pending>Pay</Button>);
    expect(html).toContain('aria-disabled="true"');
    expect(html).toContain('aria-busy="true"');
    // The focus stays where it was pressed.
    expect(html).not.toContain(' disabled=""');
    expect(html).toContain('type="button"');
  });
});

describe('a choice among cards', () => {
  it('starts with the default and leaves out what cannot be chosen', () => {
    const html = render(
      <RadioCards
        legend="Model"
        name="model"
        defaultValue="b"
        options={[
          { value: 'a', label: 'A', disabled: true },
          { value: 'b', label: 'B' },
        ]}
      />,
    );
    const [first = '', second = ''] = html.match(/<input[^>]*>/g) ?? [];
    expect(first).toContain('disabled');
    expect(first).not.toContain('checked');
    expect(second).toContain('checked');
  });
});

describe('a banner', () => {
  it('interrupts only for what is wrong', () => {
    expect(render(<Banner tone="danger" title="No" />)).toContain('role="alert"');
    expect(render(<Banner tone="success" title="Yes" />)).toContain('role="status"');
    expect(render(<Banner tone="warn" title="Mind" announce="none" />)).not.toContain('role=');
  });

  it('keeps no room for actions that a page has none of at the moment', () => {
    expect(render(<Banner title="Received" actions={false} />)).toBe(render(<Banner title="Received" />));
  });
});

describe('a table', () => {
  const html = render(
    <Table
      caption="Jobs"
      rows={[{ id: 'j1', what: 'a lighthouse', cost: '0.045' }]}
      rowKey={(row) => row.id}
      columns={[
        { key: 'what', header: 'Job', lead: true, cell: (row) => row.what },
        { key: 'cost', header: 'Cost', align: 'end', cell: (row) => row.cost },
        { key: 'open', header: 'Open', hideHeader: true, cell: () => 'open' },
      ]}
      totals={{ what: 'Total', cost: '0.045' }}
    />,
  );

  it('stays a table to a screen reader however it is laid out', () => {
    expect(html).toContain('<table role="table"');
    expect(html.match(/role="row"/g)).toHaveLength(3);
    expect(html).toContain('<th scope="row" role="rowheader"');
    expect(html).toContain('<caption class="visually-hidden">Jobs</caption>');
  });

  it('gives a folded cell its column’s name, and an empty one nothing', () => {
    expect(html).toContain('data-label="Cost"');
    expect(html).not.toContain('data-label="Job"');
    expect(html).not.toContain('data-label="Open"');
    expect(html).toMatch(/<td role="cell"[^>]*><\/td>/);
  });

  it('puts the double rule under the total and under nothing else', () => {
    expect(html.match(/double-rule/g)).toHaveLength(1);
    expect(html).toMatch(/double-rule[^>]*>0\.045/);
  });
});

it('a number opens into its sum, exact to the micro-euro, each line leading to its entries', () => {
  const html = render(
    <Explain
      hint="How it is made up"
      locale="en"
      totalLabel="Available"
      total={credits(24_995_501n)}
      rows={[
        { key: 'in', label: 'Top-ups', amount: '25.000000', href: '/statement?kind=top_up' },
        { key: 'out', label: 'Charges', amount: credits(-4_499n) },
      ]}
    >
      €24.99
    </Explain>,
  );
  expect(html).toContain('href="/statement?kind=top_up"');
  expect(textOf(html)).toContain('Top-ups €25.00');
  expect(html.replace(/<[^>]*>/g, '')).toContain('\u2212€0.004499');
  expect(html.replace(/<[^>]*>/g, '')).toContain('€24.995501');
});
