const made = new Map<string, Intl.NumberFormat>();

/** One `Intl.NumberFormat` for each way of formatting: making one costs far more than using it. */
export function numberFormat(tag: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${tag}${JSON.stringify(options)}`;
  let format = made.get(key);
  if (format === undefined) {
    format = new Intl.NumberFormat(tag, options);
    made.set(key, format);
  }
  return format;
}
