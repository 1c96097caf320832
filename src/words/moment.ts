/** In milliseconds. */
const DAY = 24 * 60 * 60 * 1000;

/**
 * A day, or within a day of now the time too, as the user's language writes it.
 *
 * @param time - ISO 8601.
 */
export function moment(time: string, now = new Date()): string {
  const date = new Date(time);
  const close = Math.abs(date.getTime() - now.getTime()) < DAY;
  return new Intl.DateTimeFormat(document.documentElement.lang || 'en', {
    month: 'short',
    day: 'numeric',
    ...(close ? { hour: 'numeric', minute: '2-digit' } : {})
  }).format(date);
}
