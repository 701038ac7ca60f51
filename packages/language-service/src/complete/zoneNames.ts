/** The engine's time zones, `UTC` first; only that where the engine does not list them. */
export function zoneNames(): readonly string[] {
  const zones =
    typeof Intl.supportedValuesOf === 'function' ? Intl.supportedValuesOf('timeZone') : [];
  return ['UTC', ...zones.filter(zone => zone !== 'UTC')];
}
