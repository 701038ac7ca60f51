import { createApp } from '@backstage/frontend-defaults';
import { navigation } from './navigation/navigation';
import { signIn } from './signIn/signIn';

/** The example portal. Plugins are discovered from this package's dependencies (`app.packages`). */
export const app = createApp({ features: [navigation, signIn] });
