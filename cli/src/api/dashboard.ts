/**
 * A page of the dashboard, which the API's own server serves.
 *
 * @param page its path without the first slash, such as `top-up`
 */
export function dashboardPage(apiUrl: URL, page: string): string {
  const base = apiUrl.href.endsWith('/') ? apiUrl.href : `${apiUrl.href}/`;
  return new URL(page, base).href;
}
