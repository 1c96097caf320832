/**
 * A time to wait, in units that need no translation: as the server writes it
 * into its hints (`duration` in diagnosis/diagnose.py).
 */
export function duration(seconds: number): string {
  const whole = Math.max(1, Math.round(seconds));
  if (whole < 120) {
    return `${whole} s`;
  }
  const minutes = Math.ceil(whole / 60);
  if (minutes < 120) {
    return `${minutes} min`;
  }
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (hours < 48) {
    return rest ? `${hours} h ${rest} min` : `${hours} h`;
  }
  return `${Math.ceil(hours / 24)} d`;
}
