import { SignInPage } from '@backstage/core-components';
import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { SignInPageBlueprint } from '@backstage/plugin-app-react';
import { oidcAuthApi, oidcAuthApiRef } from './oidcAuthApi';

const signInPage = SignInPageBlueprint.make({
  params: {
    loader: async () => props => (
      <SignInPage
        {...props}
        title="Countersign"
        align="center"
        provider={{
          id: 'oidc',
          title: 'Your organisation',
          message: 'Sign in with your account at the identity provider',
          apiRef: oidcAuthApiRef,
        }}
      />
    ),
  },
});

/** Sign-in by OpenID Connect; there is no guest. */
export const signIn = createFrontendModule({
  pluginId: 'app',
  extensions: [oidcAuthApi, signInPage],
});
