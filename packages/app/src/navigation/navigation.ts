import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { sidebar } from './sidebar';

export const navigation = createFrontendModule({ pluginId: 'app', extensions: [sidebar] });
