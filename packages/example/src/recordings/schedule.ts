import type { ActionKind } from '../actions/ActionKind';
import type { Random } from '../random/Random';
import { instantOf } from './londonTime';

const DAY_MS = 86_400_000;

/*
 * When agents act. The deployer keeps office hours: its weekdays and hours are GOV.UK's for forward production
 * deployments, with a little added at the edges, where theirs have next to none (1.5 % out of hours).
 * The remediator works when something breaks, which is when customers are there: less at night, never nothing.
 * Its shape is ours.
 */
const SHAPES: Readonly<Record<ActionKind['agent'], { weekdays: number[]; hours: number[] }>> = {
  deployer: {
    weekdays: [17.8, 22.2, 22.2, 21.1, 16.5, 0.4, 0.3],
    hours: [
      0.1, 0.1, 0, 0, 0.1, 0.1, 0.2, 0.7, 25.8, 24.7, 11.0, 8.1, 4.9, 5.3, 6.2, 6.3, 4.3, 1.9, 0.6,
      0.4, 0.3, 0.3, 0.2, 0.1,
    ],
  },
  remediator: {
    weekdays: [16, 16, 16, 16, 15, 11, 10],
    hours: [
      2.4, 2.0, 1.8, 1.6, 1.8, 2.4, 3.4, 4.6, 5.8, 6.4, 6.2, 5.8, 5.4, 5.4, 5.4, 5.2, 5.0, 4.8, 5.0,
      5.2, 4.8, 4.2, 3.2, 2.6,
    ],
  },
};

/** Draws instants of the last `days` days before `until`, each agent in its own rhythm. */
export function createSchedule(until: number, days: number) {
  const lastMidnight = Math.floor(until / DAY_MS) * DAY_MS;
  return (agent: ActionKind['agent'], random: Random): number => {
    const { weekdays, hours } = SHAPES[agent];
    for (;;) {
      const midnight = lastMidnight - random.integer(0, days - 1) * DAY_MS;
      // 1970-01-01 was a Thursday, the fourth day when Monday is the first.
      const weekday = (Math.floor(midnight / DAY_MS) + 3) % 7;
      const busiest = Math.max(...weekdays);
      if (!random.chance(weekdays[weekday]! / busiest)) {
        continue;
      }
      const hour = random.weighted([...hours.keys()], index => hours[index]!);
      const at = instantOf(midnight, hour, random.integer(0, 3_599_999));
      if (at <= until) {
        return at;
      }
    }
  };
}
