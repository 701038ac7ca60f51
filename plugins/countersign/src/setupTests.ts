import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';
import { testScreen } from './__testUtils__/testScreen';

// Pages are loaded on demand, and a test machine may be busy: how long that takes proves nothing.
configure({ asyncUtilTimeout: 20_000 });
jest.setTimeout(60_000);

// jsdom lays nothing out: there is nothing to scroll, and no screen to be asked for its width.
Element.prototype.scrollIntoView = () => undefined;
window.matchMedia = testScreen.matchMedia;
beforeEach(() => testScreen.resize(1280));
